/** What lies at the top of files, as far as its declaration tells. */
import ts from "typescript";
import { unwrap } from "./operators.ts";
import type { Source, World } from "./source.ts";
import { type Callable, isStatic, placeOf } from "./surface.ts";

const FUTURE = "~lib/wakeful/firmware/executor/future";

interface NamedType {
  /** Where the name means the type. */
  readonly source: Source;
  readonly name: string;
}

/** Whether a name of a file's top level is a future: `const bell = Bell.create()`. */
export function isFutureAtTop(world: World, source: Source, name: string): boolean {
  const own = ofVariable(world, source, name);
  return own !== undefined && isFutureClass(world, own, new Set());
}

/** Whether a call makes an object, and no future, of one at the top of a file: `const chip = bus.device(10)`. */
export function buildsObject(
  world: World,
  source: Source,
  { expression }: ts.CallExpression,
): boolean {
  if (!ts.isPropertyAccessExpression(expression)) return false;
  const { expression: object, name } = expression;
  const own = ts.isIdentifier(object) ? ofVariable(world, source, object.text) : undefined;
  const owner = own && world.find(own.source, own.name);
  if (!owner || !ts.isClassDeclaration(owner.node)) return false;
  const method = owner.node.members.find(
    (m): m is ts.MethodDeclaration =>
      ts.isMethodDeclaration(m) && !isStatic(m) && m.name.getText() === name.text,
  );
  if (!method || !placeOf(method, owner.source.tree)) return false;
  return !buildsFuture(world, owner.source, method);
}

/** The class of a variable at the top of a file, if its declaration says so. */
function ofVariable(world: World, source: Source, name: string): NamedType | undefined {
  const found = world.find(source, name);
  if (!found || !ts.isVariableDeclaration(found.node)) return undefined;
  const { type, initializer } = found.node;
  return named(found.source, type) ?? ofValue(world, found.source, initializer);
}

/** Whether what a function returns is a future. */
export function buildsFuture(world: World, source: Source, { type }: Callable): boolean {
  const built = named(source, type);
  return built !== undefined && isFutureClass(world, built, new Set());
}

function named(source: Source, type: ts.TypeNode | undefined): NamedType | undefined {
  if (!type || !ts.isTypeReferenceNode(type) || !ts.isIdentifier(type.typeName)) return undefined;
  return { source, name: type.typeName.text };
}

/** The type of what a call gives, if its declaration says so. */
function ofValue(
  world: World,
  source: Source,
  value: ts.Expression | undefined,
): NamedType | undefined {
  const call = value && unwrap(value);
  if (!call || !ts.isCallExpression(call)) return undefined;
  const { expression } = call;
  if (ts.isIdentifier(expression)) {
    if (expression.text === "changetype") return named(source, call.typeArguments?.[0]);
    const found = world.find(source, expression.text);
    return found && ts.isFunctionDeclaration(found.node)
      ? named(found.source, found.node.type)
      : undefined;
  }
  if (!ts.isPropertyAccessExpression(expression) || !ts.isIdentifier(expression.expression)) {
    return undefined;
  }
  const owner = world.find(source, expression.expression.text);
  if (!owner || !ts.isClassDeclaration(owner.node)) return undefined;
  const method = owner.node.members.find(
    (m) => ts.isMethodDeclaration(m) && isStatic(m) && m.name.getText() === expression.name.text,
  ) as ts.MethodDeclaration | undefined;
  return named(owner.source, method?.type);
}

function isFutureClass(world: World, { source, name }: NamedType, seen: Set<ts.Node>): boolean {
  const found = world.find(source, name);
  if (!found || !ts.isClassDeclaration(found.node) || seen.has(found.node)) return false;
  seen.add(found.node);
  if (found.name === "Future" && found.source.path === FUTURE) return true;
  const base = found.node.heritageClauses?.find((c) => c.token === ts.SyntaxKind.ExtendsKeyword)
    ?.types[0]?.expression;
  return (
    base !== undefined &&
    ts.isIdentifier(base) &&
    isFutureClass(world, { source: found.source, name: base.text }, seen)
  );
}

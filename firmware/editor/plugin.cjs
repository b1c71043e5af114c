/**
 * For tsserver, which serves VS Code and other editors: takes away marks at what is right in firmware and
 * wrong in TypeScript, where no option turns them off, and no other marks.
 *
 * - AssemblyScript has decorators on functions and constants, and TypeScript, which knows them on classes
 *   only, marks each (1206).
 * - A function whose first parameter is a place is called without it, because the compiler finds the memory:
 *   so an argument is missing (2554), or the first one has the wrong type (2345).
 */
const DECORATORS_ARE_NOT_VALID_HERE = 1206;
const ARGUMENT_IS_NOT_ASSIGNABLE = 2345;
const OTHER_NUMBER_OF_ARGUMENTS = 2554;

/** Decorators that the compiler knows on functions and constants. */
const known = /@(builtin|external|global|inline|lazy|task|unsafe)\b/y;

function isKnownDecorator({ file, start }) {
  known.lastIndex = start;
  return known.test(file.text);
}

/** The first parameter of a place function, as the compiler knows it: see compiler/async/surface.ts. */
function isPlaceFunction({ parameters, type }) {
  const first = parameters?.[0];
  if (!type || !first?.type) return false;
  return (
    ["place", "home"].includes(first.name.getText()) && first.type.getText() === type.getText()
  );
}

/** The call whose callee's name, or one of whose arguments, is marked. */
function markedCall(ts, { code, file, start }) {
  let found;
  const visit = (node) => {
    if (start < node.getStart(file) || start >= node.end) return;
    if (ts.isCallExpression(node)) {
      const { expression, arguments: given } = node;
      const name = ts.isPropertyAccessExpression(expression) ? expression.name : expression;
      const marked = code === ARGUMENT_IS_NOT_ASSIGNABLE ? given : [name];
      if (marked.some((n) => n.getStart(file) === start)) found = node;
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** Whether a call fits its declaration once the place is left out of that. */
function isPlaced(ts, checker, call) {
  const signature = checker.getResolvedSignature(call);
  const declaration = signature?.declaration;
  if (!declaration || !isPlaceFunction(declaration)) return false;
  const parameters = declaration.parameters.slice(1);
  const given = call.arguments;
  const required = parameters.filter((p) => !p.initializer && !p.questionToken).length;
  if (given.length < required || given.length > parameters.length) return false;
  // What TypeScript inferred from the wrong arguments tells nothing.
  const isInferred = declaration.typeParameters && !call.typeArguments;
  if (isInferred) return true;
  return given.every((argument, i) => {
    const wanted = checker.getTypeOfSymbolAtLocation(signature.parameters[i + 1], call);
    return checker.isTypeAssignableTo(checker.getTypeAtLocation(argument), wanted);
  });
}

/** Whether what TypeScript marks is right in firmware. */
function isAccepted(ts, program, diagnostic) {
  const { code, file } = diagnostic;
  if (file === undefined) return false;
  if (code === DECORATORS_ARE_NOT_VALID_HERE) return isKnownDecorator(diagnostic);
  if (code !== OTHER_NUMBER_OF_ARGUMENTS && code !== ARGUMENT_IS_NOT_ASSIGNABLE) return false;
  const call = markedCall(ts, diagnostic);
  return call !== undefined && isPlaced(ts, program.getTypeChecker(), call);
}

function create(ts, { languageService }) {
  return new Proxy(languageService, {
    get(service, name) {
      if (name !== "getSemanticDiagnostics") return service[name];
      return (file) => {
        const found = service.getSemanticDiagnostics(file);
        const program = service.getProgram();
        return found.filter((d) => !isAccepted(ts, program, d));
      };
    },
  });
}

module.exports = ({ typescript }) => ({ create: (info) => create(typescript, info) });
module.exports.isAccepted = isAccepted;

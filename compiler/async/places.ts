/**
 * Objects with a place at the top of a file: `const readings = Channel.create<u32>(8)`. The compiler
 * gives them static memory, which asc wants to know the size of as a constant.
 */
import ts from "typescript";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Extent } from "./machine.ts";
import type { Edit } from "./rewrite.ts";
import type { StaticPlace } from "./rules.ts";
import type { Place } from "../../hal/border/side-table.ts";
import { errorIn, placeAt, rangeOf, type Source, type World } from "./source.ts";
import { capacityOf, type Surface } from "./surface.ts";
import type { TypeTexts } from "./type-text.ts";
import { type Facts, isRecord, type RecordFact, type TypeFact } from "./types.ts";

/** Capacities are counted in 16 bits. */
const MOST = 65_535;

/** Memory that holds a copy of a record; firmware/executor/value.ts reckons alike. */
export function copied({ bytes }: Extent): Extent {
  return { bytes: roundUp(bytes, 8), align: 8 };
}

function sameSides(type: TypeFact | undefined): Extent {
  const bytes = type?.bytes || 1;
  return { bytes, align: bytes };
}

export function roundUp(bytes: number, align: number): number {
  return Math.ceil(bytes / align) * align;
}

/** An object at the top of a file, as hosts are told of it. */
export interface StaticObject {
  /** asc's name of the constant that is its address. */
  readonly global: string;
  readonly name: string;
  /** As the author would write it. */
  readonly type: string;
  readonly bytes: number;
  readonly place: Place;
}

export class Places {
  /** Those that `edits` was asked for. */
  readonly objects: StaticObject[] = [];

  constructor(
    private readonly world: World,
    private readonly surface: Surface,
    private readonly facts: Facts,
    private readonly types: TypeTexts,
    private readonly extentOf: (record: RecordFact) => Extent,
    private readonly report: (d: Diagnostic) => void,
  ) {}

  /**
   * Gives a call its place. Its address is a constant of its own: constants are read before they are folded
   * away, so hosts know it and the module is the same.
   */
  edits({ source, name, call }: StaticPlace): Edit[] {
    const type = this.facts.global(`${source.path}/${name}`);
    if (!type?.record) return [];
    const { bytes, align } = this.withRoom(source, call, type.record);
    const written = this.types.text(type, source);
    const open = call.arguments.pos;
    const more = call.arguments.length > 0 ? ", " : "";
    const address = `$at$${name}`;
    this.objects.push({
      global: `${source.path}/${address}`,
      name,
      type: written.replaceAll("$", ""),
      bytes,
      place: placeAt(source, call.parent.getStart(source.tree)),
    });
    const start = statementOf(call).getStart(source.tree);
    const constant = `const ${address}: usize = memory.data(${bytes}, ${Math.max(4, align)}); `;
    const place = `changetype<${written}>(${address})${more}`;
    return [
      { from: start, to: start, write: (text) => void text.add(constant) },
      { from: open, to: open, write: (text) => void text.add(place) },
    ];
  }

  /** A parameter `capacity` counts elements of the first type argument, which lie behind the record. */
  private withRoom(source: Source, call: ts.CallExpression, record: RecordFact): Extent {
    const { bytes, align } = this.extentOf(record);
    const callee = this.surface.callee(source, call, () => false);
    const index = callee.kind === "place" ? capacityOf(callee.node) : -1;
    const argument = index > 0 ? call.arguments[index - 1] : undefined;
    if (!argument) return { bytes, align };
    const count = this.constant(source, argument);
    if (count === undefined || !Number.isInteger(count) || count < 1 || count > MOST) {
      const range = rangeOf(source, argument);
      const message =
        count === undefined
          ? "the capacity is not known when the program is built"
          : "a capacity is a whole number from 1 to 65,535";
      const hint = "write it as a number in place, or as a const of the file";
      this.report(errorIn(source, range, "capacity", message, hint));
      return { bytes, align };
    }
    const type = record.elements ?? record.typeArguments[0];
    const element = !isRecord(type)
      ? sameSides(type)
      : record.isPacked
        ? this.extentOf(type!.record!)
        : copied(this.extentOf(type!.record!));
    const start = roundUp(bytes, element.align);
    return { bytes: start + count * element.bytes, align: Math.max(align, element.align) };
  }

  private constant(source: Source, node: ts.Expression): number | undefined {
    if (ts.isNumericLiteral(node)) return Number(node.text);
    if (!ts.isIdentifier(node)) return undefined;
    const found = this.world.find(source, node.text)?.node;
    if (!found || !ts.isVariableDeclaration(found) || !found.initializer) return undefined;
    return ts.isNumericLiteral(found.initializer) ? Number(found.initializer.text) : undefined;
  }
}

/** The statement of the file that a node lies in. */
function statementOf(node: ts.Node): ts.Node {
  return ts.isSourceFile(node.parent) ? node : statementOf(node.parent);
}

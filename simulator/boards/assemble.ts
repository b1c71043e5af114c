import { UsageError } from "../core/errors.ts";
import { outputSwitches } from "../parts/output.ts";
import { findDefinition, partTypes } from "../parts/registry.ts";
import { ATMEGA328P_PULL_OHMS, type Board, type BoardPart } from "../core/board.ts";
import { ATMEGA328P_CONVERTER } from "../core/converter.ts";
import { didYouMean } from "../core/nearest.ts";
import { serialLinks } from "../core/serial-link.ts";

/**
 * Puts a board together from its parts and wires.
 * @param wires Pairs of terminals, named `partId:terminal`.
 * @param loose Terminals of parts that are not among `parts`: they conduct what is wired to them, and nothing else.
 * @throws UsageError on a part of unknown type.
 */
export function assembleBoard(
  parts: readonly BoardPart[],
  wires: readonly (readonly [string, string])[],
  loose: readonly string[] = [],
): Board {
  const terminals: string[] = [...loose];
  const connections: [string, string][] = [];
  const resistors: Board["resistors"][number][] = [];
  const switches: Board["switches"][number][] = [];
  const ground: string[] = [];
  const supply: string[] = [];
  const railVolts: Record<string, number> = {};
  let name = "board";
  let pins: Board["pins"] = [];
  let functions: Board["functions"] = { uart: [], i2c: [], spi: [] };
  let converter: Board["converter"] = { ...ATMEGA328P_CONVERTER, pins: [] };
  let pullOhms = ATMEGA328P_PULL_OHMS;
  let hasPullDowns: boolean | undefined;
  let volts = 5;
  let currents: Board["currents"];
  for (const { id, type, attrs } of parts) {
    const definition = findDefinition(type);
    if (definition === undefined) {
      throw new UsageError(
        `${id} is of unknown type "${type}"${didYouMean(type, partTypes)}`,
        "docs/simulator.md and docs/boards.md list the types.",
      );
    }
    const at = (terminal: string): string => `${id}:${terminal}`;
    const inside = definition.inside(attrs);
    terminals.push(...definition.terminals.map(at));
    for (const [a, b] of inside.joins ?? []) connections.push([at(a), at(b)]);
    for (const { a, b, name: inner, ...more } of inside.resistors ?? []) {
      resistors.push({ id: inner === undefined ? id : at(inner), a: at(a), b: at(b), ...more });
    }
    for (const { a, b, name: contact } of inside.switches ?? []) {
      switches.push({ id: contact === undefined ? id : at(contact), a: at(a), b: at(b) });
    }
    for (const output of inside.outputs ?? []) switches.push(...outputSwitches(id, output));
    ground.push(...(inside.ground ?? []).map(at));
    supply.push(...(inside.supply ?? []).map(at));
    for (const [rail, given] of Object.entries(inside.railVolts ?? {})) railVolts[at(rail)] = given;
    if (definition.board !== undefined) {
      name = definition.board.name;
      ({ pullOhms, hasPullDowns, volts, currents, functions, converter } = definition.board);
      pins = definition.board.pins.map((pin) => ({ ...pin, terminals: pin.terminals.map(at) }));
    }
  }
  for (const [a, b] of wires) connections.push([a, b]);
  const links = serialLinks(pins, functions);
  return {
    name,
    pins,
    functions,
    serialMonitor: 0,
    converter,
    parts,
    terminals: [...terminals, ...links.terminals],
    connections,
    resistors: [...resistors, ...links.resistors],
    switches: [...switches, ...links.switches],
    ground: [...ground, ...links.ground],
    supply: [...supply, ...links.supply],
    railVolts,
    volts,
    pullOhms,
    hasPullDowns,
    currents,
  };
}

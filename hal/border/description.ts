/**
 * The border between firmware and board, described once.
 *
 * Everything that crosses is a scalar: WebAssembly hands i32 and i64 to JavaScript, WAMR, wasm3 and
 * C alike, so a host needs no knowledge of the guest's memory. `npm run generate` writes the
 * AssemblyScript bindings, the TypeScript types and the C header from this file and those in
 * `peripherals/`, and `test/hal/border/generated.spec.ts` fails while they are stale.
 *
 * Each kind of hardware is a file in `peripherals/`; what every host has stands here. Raise `version` if a
 * host of before could not run the firmware of now, then regenerate. A function that a host lacks needs no
 * new version: firmware imports what it uses and no more, and a host refuses by name what it has not.
 */
import { all } from "./peripherals/index.ts";
import type { Border } from "./model/types.ts";

export const border: Border = {
  module: "hal",
  section: "wakeful",
  version: 1,
  enums: [
    ...all.flatMap(({ enums }) => enums),
    {
      name: "Source",
      doc: "Who raised an interrupt: `kind << 16 | index`.",
      members: [
        {
          name: "Overrun",
          value: 0,
          doc: "The host's interrupt ring was full; `value` is the number of events lost.",
        },
        ...all.flatMap(({ sources }) => sources),
      ],
    },
    {
      name: "Trap",
      doc: "Why a module was stopped, where a host tells it by a number. Below the first of these it is a panic: its message and place are in the side table under that number.",
      members: [
        { name: "Unreachable", value: 0x10000, doc: "It came to an `unreachable`." },
        {
          name: "OutOfBounds",
          value: 0x10001,
          doc: "A load or store outside the memory that it uses.",
        },
        { name: "DivideByZero", value: 0x10002, doc: "A division of integers by zero." },
        {
          name: "IntegerOverflow",
          value: 0x10003,
          doc: "The result of a division or conversion has no room.",
        },
        {
          name: "InvalidConversion",
          value: 0x10004,
          doc: "Not a number was converted to an integer.",
        },
        {
          name: "Call",
          value: 0x10005,
          doc: "A call through a reference that is null or of another type.",
        },
        {
          name: "Other",
          value: 0x10006,
          doc: "Any other, also one whose kind a runtime does not tell.",
        },
        {
          name: "Pin",
          value: 0x10007,
          doc: "A pin or port that the board has not, or a mode, rate or period that it has not.",
        },
        { name: "Module", value: 0x10008, doc: "No trap: a runtime did not take the module." },
      ],
    },
  ],
  imports: [
    {
      name: "now",
      params: [],
      result: "i64",
      doc: "Microseconds since reset. Monotonic, 64 bit, never wraps.",
    },
    ...all.flatMap(({ imports }) => imports),
    {
      name: "log",
      params: [
        {
          name: "head",
          type: "i32",
          doc: "Bits 0 to 15: index of the text in the side table. Then four bits an argument, first argument lowest: 0 absent, 1 signed, 2 unsigned, 3 float (f64 bits), 4 bool.",
        },
        { name: "a", type: "i64", doc: "First argument, or 0." },
        { name: "b", type: "i64", doc: "Second argument, or 0." },
        { name: "c", type: "i64", doc: "Third argument, or 0." },
        { name: "d", type: "i64", doc: "Fourth argument, or 0." },
      ],
      result: "void",
      doc: "Deferred log: the text stays with the host, only its index and raw arguments cross.",
    },
    {
      name: "panic",
      params: [
        { name: "code", type: "i32", doc: "Index of the message and place in the side table." },
      ],
      result: "void",
      doc: "Fatal error. The host stops the firmware; the call does not return.",
    },
  ],
  exports: [
    {
      name: "start",
      params: [],
      result: "void",
      doc: "Runs `main` once. Call it before anything else.",
    },
    {
      name: "poll",
      params: [],
      result: "i64",
      doc: "One bounded turn: expires timers, then runs each ready task once. Returns the next deadline in microseconds since reset; 0: more is ready, call again; the largest i64: only an interrupt can wake.",
    },
    {
      name: "raise",
      params: [
        {
          name: "source",
          type: "i32",
          doc: "`Source` kind in the high 16 bits, index in the low 16.",
        },
        { name: "value", type: "i32", doc: "Meaning depends on the source." },
        { name: "time", type: "i64", doc: "Microseconds since reset at which it happened." },
      ],
      result: "void",
      doc: "Delivers one interrupt, in the order they happened. Only between polls, never from an interrupt routine.",
    },
  ],
  globals: [
    { name: "__data_end", doc: "End of the static data, in bytes from 0." },
    { name: "__heap_base", doc: "End of all memory the firmware uses, in bytes from 0." },
  ],
};

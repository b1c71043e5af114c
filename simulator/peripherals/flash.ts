/**
 * Memory that outlasts resets and power cuts. An operation takes the time of its chip, and firmware goes on
 * meanwhile; what it reads is as before until the operation is over.
 *
 * A power cut leaves the step under way partly done, bit by bit from the seed, and what follows undone. Any other
 * reset does not stop the chip within a step: it ends, and is over for the firmware that begins anew.
 */
import { FlashInfo, FlashStatus, ResetCause, Source } from "../../hal/generated/border.ts";
import { FirmwareError, UsageError } from "../core/errors.ts";
import { Cells, type CellsState, type Operation } from "./flash/cells.ts";
import { flashOf, type FlashModel } from "./flash/model.ts";
import type { Peripheral, PeripheralContext } from "./peripheral.ts";

declare module "./peripheral.ts" {
  interface PeripheralViews {
    readonly flash: FlashView;
  }
}

/** What tests see of the flash. */
export interface FlashView {
  readonly model: FlashModel;
  /** A copy of all it holds, as the option `flash` takes it. */
  readonly image: Uint8Array;
  /** How often each sector was erased. */
  readonly erases: readonly number[];
  /** Words written and sectors erased so far, also those that were cut. */
  readonly writes: number;
  /** What it does at this moment. */
  readonly busy: { readonly kind: "write" | "erase"; readonly address: number } | undefined;
  /** When that is over, in nanoseconds since reset. */
  readonly busyUntil: bigint | undefined;
}

interface Running extends Operation {
  readonly begun: bigint;
  readonly ends: bigint;
  readonly cancel: () => void;
}

export function createFlash(context: PeripheralContext): Peripheral {
  const { clock, raise, report, before } = context;
  const model = flashOf(context.circuit.board.name);
  if (before.flash && before.flash.length > model.bytes) {
    throw new UsageError(
      `\`flash\` has ${before.flash.length} bytes: the ${model.name} has ${model.bytes}`,
      'load it with what another run of this board left: `sim.peripheral("flash").image`',
    );
  }
  const cells = new Cells(model, before.flash);
  const random = context.random.fork("flash");
  let running: Running | undefined;
  let writes = 0;

  const check = (address: number, unit: number, deed: string): void => {
    if (address >= 0 && address < model.bytes && address % unit === 0) return;
    throw new FirmwareError({
      code: "bad-argument",
      message: `flash was ${deed} at ${address}: the ${model.name} has ${model.bytes} bytes`,
      hint: `give an address from 0 to ${model.bytes - unit}, a multiple of ${unit}`,
    });
  };

  const stepsOf = (kind: Operation["kind"]): { steps: number; each: bigint } =>
    kind === "write"
      ? { steps: 4 / model.writeBytes, each: model.writeTime }
      : { steps: model.sectorBytes / model.eraseBytes, each: model.eraseTime };

  const finish = (): void => {
    const operation = running!;
    running = undefined;
    cells.apply(operation, stepsOf(operation.kind).steps);
    raise(Source.Flash, 0, isWornOut(operation) ? FlashStatus.Failed : FlashStatus.Done);
  };

  const isWornOut = ({ kind, address }: Operation): boolean => {
    const sector = Math.floor(address / model.sectorBytes);
    const erases = cells.erases[sector]!;
    if (kind !== "erase" || erases <= model.endurance) return false;
    if (erases === model.endurance + 1) {
      report({
        severity: "warning",
        code: "flash-worn-out",
        time: clock.now,
        message: `sector ${sector} of the flash was erased ${erases} times: the ${model.name} is made for ${model.endurance}`,
        hint: "write less often, or only what has changed",
      });
    }
    return true;
  };

  const begin = (kind: Operation["kind"], address: number, word = 0): void => {
    if (running) {
      throw new FirmwareError({
        code: "bad-argument",
        message: `flash was told to ${kind} at ${address} while it still has to ${running.kind} at ${running.address}`,
        hint: "wait until it raises that the last operation is done; one `Store` must have it alone",
      });
    }
    const { steps, each } = stepsOf(kind);
    const ends = clock.now + BigInt(steps) * each;
    if (kind === "write") writes++;
    const cancel = clock.at(ends, finish);
    running = { kind, address, word, begun: clock.now, ends, cancel };
  };

  return {
    name: "flash",
    imports: {
      flash_info(what: number): number {
        if (what === FlashInfo.Bytes) return model.bytes;
        return what === FlashInfo.SectorBytes ? model.sectorBytes : model.writeBytes;
      },
      flash_read(address: number): number {
        check(address, 4, "read");
        return cells.read(address);
      },
      flash_write(address: number, word: number): void {
        check(address, 4, "written");
        const old = cells.read(address);
        if ((word & ~old) !== 0) {
          report({
            severity: "warning",
            code: "flash-not-erased",
            time: clock.now,
            message: `flash at ${address} holds ${hex(old)}, and a write of ${hex(word)} makes it ${hex(word & old)}: it only clears bits`,
            hint: "erase the sector first, or use `Store`, which does",
          });
        }
        begin("write", address, word);
      },
      flash_erase(address: number): void {
        check(address, model.sectorBytes, "erased");
        begin("erase", address);
      },
    },
    get listening() {
      return running !== undefined;
    },
    view: {
      model,
      get image() {
        return cells.image;
      },
      get erases() {
        return cells.erases;
      },
      get writes() {
        return writes;
      },
      get busy() {
        return running && { kind: running.kind, address: running.address };
      },
      get busyUntil() {
        return running?.ends;
      },
    } satisfies FlashView,
    reset(cause): void {
      if (!running) return;
      const { steps, each } = stepsOf(running.kind);
      const done = Math.min(steps, Number((clock.now - running.begun) / each));
      const isOver = done === steps;
      if (cause === ResetCause.BrownOut) cells.apply(running, done, isOver ? undefined : random);
      else cells.apply(running, isOver ? done : done + 1);
      running.cancel();
      running = undefined;
    },
    save(): FlashState {
      return { cells: cells.save(), random: random.save(), running, writes };
    },
    restore(state: FlashState): void {
      cells.restore(state.cells);
      random.restore(state.random);
      running = state.running;
      writes = state.writes;
    },
  };
}

interface FlashState {
  readonly cells: CellsState;
  readonly random: unknown;
  readonly running: Running | undefined;
  readonly writes: number;
}

function hex(word: number): string {
  return `0x${(word >>> 0).toString(16).padStart(8, "0")}`;
}

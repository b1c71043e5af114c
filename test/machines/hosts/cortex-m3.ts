/**
 * The LM3S6965 in QEMU, with the port that ships.
 *
 * Time is instructions: `-icount shift=5` lets each take 32 ns, and jumps over sleep. That is not the cycles of a
 * Cortex-M3 (QEMU knows none, so there are no figures in cycles here), but the same on each run and computer.
 *
 * - **Stimuli** come at their instant: an alarm stops the machine, whatever it does, and the level changes while it
 *   stands still (`test/machines/qemu/evb.ts`).
 * - **Edges** are noted in the machine, by a few lines linked around the port (`test/machines/qemu/rig.c`), right
 *   after `port_gpio_write` and `port_gpio_configure` return, with the time of counters that the port does not
 *   touch, in steps of 20 ns. So an edge seems up to 0.5 µs late and is never early, each costs the firmware 1.3 µs,
 *   and what a pin does within one of these two calls is not seen.
 * - **Pulls**: QEMU has none towards its inputs, so they are done here, 2 µs after a pin is configured.
 * - **Sizes** are those of the firmware without these lines. The **stack** is what was written to of a painted RAM,
 *   so it includes them, and 32 bytes of an alarm wherever one came, as those of an interrupt would be.
 *
 * The tolerance is what code takes between the clock and the pin: 20 to 30 µs after a wake-up, 50 for the start of
 * three tasks. A chain of `sleep` counts from each call and so gathers it.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { installCommand, missingTools, runTool } from "../../../hal/build/tools.ts";
import { halFolder } from "../../../hal/build/wasm2c.ts";
import { cortexM3 as target, linkElf } from "../../../hal/ports/lm3s6965/target.ts";
import type { Edge, Machine, Recording, Run } from "../machine.ts";
import { Bench } from "../qemu/bench.ts";
import { Evb, icount } from "../qemu/evb.ts";
import { Qemu } from "../qemu/qemu.ts";
import { versionOf } from "./versions.ts";

const tools = [
  ...target.tools,
  { command: "arm-none-eabi-nm", apt: "binutils-arm-none-eabi" },
  { command: "arm-none-eabi-objcopy", apt: "binutils-arm-none-eabi" },
  { command: "qemu-system-arm", apt: "qemu-system-arm" },
];

const ram = 0x20000000;
const paint = 0xa5;

interface Firmware {
  readonly elf: string;
  /** What the serial port sends, as a file. */
  readonly uart: string;
  readonly flash: Buffer;
  readonly symbols: ReadonlyMap<string, number>;
  readonly sizes: Recording["sizes"];
}

function build({ name, wasm, memoryBytes }: Run, folder: string): Firmware {
  const { sizes } = target.build({ name, wasm, memoryBytes, folder });
  const rigged = join(folder, "rigged");
  mkdirSync(rigged);
  const wrapped = ["guest_init", "port_gpio_configure", "port_gpio_write"];
  const elf = linkElf({ name, wasm, memoryBytes, folder: rigged }, [
    join(halFolder(), "../test/machines/qemu/rig.c"),
    ...wrapped.map((symbol) => `-Wl,--wrap=${symbol}`),
  ]);
  const image = join(folder, "flash.bin");
  runTool("arm-none-eabi-objcopy", ["-O", "binary", "-j", ".text", elf, image]);
  const symbols = new Map<string, number>();
  for (const line of runTool("arm-none-eabi-nm", [elf]).split("\n")) {
    const [address, , symbol] = line.split(" ");
    if (symbol !== undefined) symbols.set(symbol, parseInt(address!, 16));
  }
  return { elf, uart: join(folder, "uart"), flash: readFileSync(image), symbols, sizes };
}

/** The time on the port's clock at reset. */
async function setClock(qemu: Qemu, { symbols }: Firmware, micros: number): Promise<void> {
  const at = symbols.get("wrapped_micros")!;
  const bytes = await qemu.gdb.read(at, 8);
  bytes.writeBigInt64LE(bytes.readBigInt64LE() + BigInt(micros));
  await qemu.gdb.write(at, bytes);
}

interface End {
  readonly edges: readonly Edge[];
  readonly isAsleep: boolean;
}

/** Runs to the end, from one stimulus to the next, and leaves the machine there. */
async function follow(run: Run, firmware: Firmware, qemu: Qemu): Promise<End> {
  const { flash, symbols } = firmware;
  const evb = await Evb.of(qemu, flash);
  const bench = new Bench(qemu, evb, symbols);
  const until = BigInt(run.until) * 1000n;
  const stimuli = run.stimuli
    .map(({ time, pin, level }) => ({ time: BigInt(Math.round(time * 1000)), pin, level }))
    .toSorted((a, b) => Number(a.time - b.time));
  const reset = flash.readUInt32LE(4) & ~1;
  for (let next = 0, isFirst = true; ; isFirst = false) {
    await evb.run();
    if (isFirst) {
      evb.began((await qemu.gdb.read(symbols.get("rig_late")!, 4)).readUInt32LE());
      await setClock(qemu, firmware, run.start ?? 0);
      await qemu.gdb.breakAt(reset);
    }
    const isAsked = await bench.look();
    const now = await evb.now();
    for (; next < stimuli.length && stimuli[next]!.time <= now; next++) {
      await bench.drive(stimuli[next]!.pin, stimuli[next]!.level);
    }
    if (now >= until) return { edges: bench.edges, isAsleep: await evb.isAsleep() };
    const time = next < stimuli.length ? stimuli[next]!.time : until;
    await evb.stopAt(time < until ? time : until, !isAsked);
    await evb.returnFromAlarm();
  }
}

async function record(run: Run, firmware: Firmware, qemu: Qemu): Promise<Recording> {
  const stackTop = firmware.flash.readUInt32LE(0);
  await qemu.gdb.write(ram, Buffer.alloc(stackTop - ram, paint));
  const { edges, isAsleep } = await follow(run, firmware, qemu);
  const stack = await qemu.gdb.read(ram, stackTop - ram);
  const sent = readFileSync(firmware.uart, "latin1").split("\n");
  const panic = sent.find((line) => line.startsWith("panic "))?.split(" ")[1];
  if (panic !== undefined && !isAsleep) throw new Error(`${run.name}: panicked, and runs on`);
  const logs = sent
    .filter((line) => line.startsWith("log "))
    .map((line) => line.split(" ").slice(2))
    .map(([head, ...args]) => ({ head: Number(head), args: args.map(BigInt) }));
  return {
    edges,
    logs,
    ...(panic !== undefined && { panic: Number(panic) }),
    sizes: firmware.sizes!,
    stackBytes: stack.length - stack.findIndex((byte) => byte !== paint),
  };
}

export const cortexM3: Machine = {
  name: "cortex-m3",
  title: "LM3S6965 (Cortex-M3) in QEMU, 32 ns an instruction",
  toleranceMicros: 60,
  edgeGapMicros: 5,
  tools,
  versions: () => [versionOf("arm-none-eabi-gcc"), versionOf("qemu-system-arm")],
  missing() {
    const missing = missingTools(tools);
    const names = missing.map(({ command }) => command).join(", ");
    if (missing.length > 0) return `not installed: ${names}; ${installCommand(missing)}`;
    // The C library comes apart from the compiler.
    const header = spawnSync("arm-none-eabi-gcc", ["--specs=nano.specs", "-E", "-"], {
      input: "#include <string.h>\n",
    });
    if (header.status === 0) return undefined;
    return `no C library for arm-none-eabi-gcc; ${installCommand(target.tools)}`;
  },
  async run(run: Run): Promise<Recording> {
    const folder = mkdtempSync(join(tmpdir(), "wakeful-cortex-m3-"));
    let qemu: Qemu | undefined;
    try {
      const firmware = build(run, folder);
      qemu = await Qemu.start([
        ...["-M", "lm3s6965evb", "-accel", "tcg", "-icount", icount, "-nic", "none"],
        ...["-display", "none", "-monitor", "none", "-serial", `file:${firmware.uart}`],
        ...["-kernel", firmware.elf],
      ]);
      return await record(run, firmware, qemu);
    } finally {
      await qemu?.close();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

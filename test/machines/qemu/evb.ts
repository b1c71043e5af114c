/**
 * What QEMU's `lm3s6965evb` has that the port leaves alone, put to a test's use: a clock that nothing in the
 * firmware touches, and an alarm that stops the machine at an exact instant.
 *
 * ```
 *   watchdog  counts core clocks: the time, in steps of 20 ns; begun anew each 40 s, before it is at its end
 *   timer 1   the alarm ──► NMI, rewired ──► breakpoint on its routine: the machine stands still
 *   timer 2   the pacer: as long as a wrap of SysTick, a little after it
 *   timer 3   the fence: 80 ns after the alarm
 * ```
 *
 * An NMI asks nobody's leave: it comes between any two instructions, with interrupts on or off. The test then sets
 * pins and returns from it, to the `wfi` itself if the core slept there.
 *
 * Two habits of QEMU 7.2 with `sleep=off` have to be met. When a debugger stops it, it lets the time jump to the end
 * of the next timer, as in a sleep; the fence is there to be that timer. So the alarm comes 80 ns before the instant,
 * the jump ends at it, and the core has lost two instructions and executed one for the return. And when a timer that
 * begins anew by itself is then the next to end, it jumps twice, over a whole wrap of SysTick; the pacer is there to
 * end in between, and SysTick to end before the pacer.
 */
import { Register } from "./gdb.ts";
import type { Qemu } from "./qemu.ts";

/** `-icount`: an instruction takes 2^5 ns, which is 1.6 clocks at 50 MHz; sleep takes none of the host's time. */
export const icount = "shift=5,sleep=off";

const clockNanos = 20n;
/** Of timer 3 behind timer 1, in clocks. */
const fence = 4;
/** After which the watchdog begins anew. */
const laterNanos = 40_000_000_000n;
const watchdog = 0x40000000;
const timer = (n: number): number => 0x40030000 + 0x1000 * n;
/** Thumb instructions. */
const bxLr = 0x4770;
const wfi = 0xbf30;

const store = (address: number, value: number): string =>
  `writel 0x${address.toString(16)} 0x${value.toString(16)}`;
const load = (address: number): string => `readl 0x${address.toString(16)}`;

/** Path in QEMU's tree, and type. */
type Device = readonly [path: string, type: string];

export class Evb {
  readonly #qemu: Qemu;
  readonly #devices: readonly Device[];
  readonly #nmiRoutine: number;
  readonly #return: number;
  /** What the port's time was when the watchdog began. */
  #began = 0n;

  /**
   * Rewires a machine that has not run yet.
   * @param flash what lies at address 0: vectors and code.
   */
  static async of(qemu: Qemu, flash: Buffer): Promise<Evb> {
    const devices: Device[] = [];
    for (let i = 0; i < 15; i++) {
      const path = `/machine/unattached/device[${i}]`;
      devices.push([path, String(await qemu.qmp("qom-get", { path, property: "type" }))]);
    }
    const evb = new Evb(qemu, devices, flash);
    const nmi = `${evb.#paths("armv7m")[0]!}/nvic/NMI[0]`;
    await evb.#wire(evb.#paths("stellaris-gptm")[1]!, nmi);
    await evb.#wire(evb.#paths("luminary-watchdog")[0]!, "");
    await qemu.gdb.breakAt(evb.#nmiRoutine);
    return evb;
  }

  private constructor(qemu: Qemu, devices: readonly Device[], flash: Buffer) {
    this.#qemu = qemu;
    this.#devices = devices;
    this.#nmiRoutine = flash.readUInt32LE(8) & ~1;
    let at = 256;
    while (flash.readUInt16LE(at) !== bxLr) at += 2;
    this.#return = at;
  }

  /** Called once, at the first alarm. @param clocks from the beginning of the port's time to that of the watchdog. */
  began(clocks: number): void {
    this.#began = BigInt(clocks) * clockNanos;
  }

  /** Nanoseconds since the port's clock began, by what the watchdog showed. */
  time(left: number): bigint {
    return this.#began + BigInt(0xffffffff - left) * clockNanos;
  }

  async now(): Promise<bigint> {
    const [left] = await this.#qemu.qtest(load(watchdog + 4));
    return this.time(left!);
  }

  /**
   * Stops the machine at a time, or some seconds from now if that is earlier; not before 100 ns have passed.
   * @param isExact whether the machine stands at a time that was asked for here.
   */
  async stopAt(time: bigint, isExact: boolean): Promise<void> {
    const now = await this.now();
    if (isExact && now - this.#began >= laterNanos) {
      this.#began = now;
      await this.#qemu.qtest(store(watchdog + 0xc, 1));
    }
    const latest = this.#began + laterNanos;
    const nanos = (time < latest ? time : latest) - now;
    const clocks = Math.max(Number(nanos / clockNanos) - fence, 1);
    const ends = [
      [timer(1), clocks],
      [timer(3), clocks + fence],
    ] as const;
    await this.#qemu.qtest(
      ...ends.flatMap(([base, value]) => [
        // First, for each write to it raises the interrupt again while this bit is set.
        store(base + 0x24, 1),
        store(base + 0xc, 0),
        store(base + 0x28, value),
        store(base + 0xc, 1),
      ]),
    );
  }

  /** Runs until the alarm. @throws Error if something else stops the machine. */
  async run(): Promise<void> {
    const { gdb } = this.#qemu;
    const packet = await gdb.resume();
    const address = await gdb.register(Register.pc);
    const exception = (await gdb.register(Register.xpsr)) & 0x1ff;
    if (address === this.#nmiRoutine && exception === 2) return;
    const place = `at 0x${address.toString(16)} in exception ${exception}`;
    throw new Error(
      `the machine restarted, or took an interrupt of nobody's: ${place} (${packet})`,
    );
  }

  /** After an alarm: whether it woke the core from a sleep. */
  async isAsleep(): Promise<boolean> {
    const { gdb } = this.#qemu;
    const back = (await gdb.read((await gdb.register(Register.sp)) + 24, 4)).readUInt32LE();
    return (await gdb.read(back - 2, 2)).readUInt16LE() === wfi;
  }

  /** After an alarm: back to where the core was. */
  async returnFromAlarm(): Promise<void> {
    const { gdb } = this.#qemu;
    if (await this.isAsleep()) {
      const saved = (await gdb.register(Register.sp)) + 24;
      const back = await gdb.read(saved, 4);
      back.writeUInt32LE(back.readUInt32LE() - 2);
      await gdb.write(saved, back);
    }
    await gdb.setRegister(Register.pc, this.#return);
  }

  /** @param port 0 is A. */
  async drive(port: number, bit: number, level: number): Promise<void> {
    const path = this.#paths("pl061_luminary")[port]!;
    await this.#qemu.qtest(`set_irq_in ${path} unnamed-gpio-in ${bit} ${level}`);
  }

  #paths(type: string): string[] {
    return this.#devices.filter((device) => device[1] === type).map(([path]) => path);
  }

  /** Leads a device's interrupt to another input. */
  async #wire(path: string, value: string): Promise<void> {
    await this.#qemu.qmp("qom-set", { path, property: "sysbus-irq[0]", value });
  }
}

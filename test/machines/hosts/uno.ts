/**
 * An Arduino Uno: the .hex of `--target uno` on avr8js. All time is counted in cycles of its 16 MHz, from the moment
 * when the firmware's clock starts.
 */
import { AVRIOPort, portBConfig, portCConfig, portDConfig, timer1Config } from "avr8js";
import type { Job, Sizes } from "../../../hal/ports/index.ts";
import { missingCommand } from "../../../hal/build/tools.ts";
import { buildSmall, buildUno, uno as target } from "../../../hal/ports/atmega328p/target.ts";
import type { Edge, Input, Machine, Recording, Run, SentByte } from "../machine.ts";
import { AvrCpu, CPU_HZ } from "./avr/cpu.ts";
import { readProgram, type Program } from "./avr/program.ts";
import { packageVersion, versionOf } from "./versions.ts";
import { scratchFolder } from "../../support/scratch.ts";

const CYCLES_PER_MICRO = CPU_HZ / 1_000_000;
const WINDOW = 32_768;
const PAINT = 0xa5;
const RAM_END = 0x900;
const FIRST_ANALOG_PIN = 14;

interface Port {
  readonly io: AVRIOPort;
  readonly direction: number;
  readonly output: number;
  /** Register of the pins whose changes raise an interrupt. */
  readonly watched: number;
  readonly firstPin: number;
  readonly pins: number;
}

/** A Uno with a firmware in it, from reset on. Tests that look closer drive it themselves. */
export class Uno {
  readonly cpu: AvrCpu;
  readonly edges: Edge[] = [];
  /** Bytes of the firmware's own serial port. */
  readonly sent: SentByte[] = [];
  readonly logs: { head: number; args: bigint[] }[] = [];
  /** Logs that the firmware says it dropped. */
  dropped = 0;
  panic: number | undefined;
  readonly cyclesFromInput: number[] = [];
  readonly cyclesFromTimer: number[] = [];
  /** Cycle at which the firmware's clock started. */
  zero: number | undefined;
  private readonly symbols: ReadonlyMap<string, number>;
  private readonly ports: readonly Port[];
  private readonly driven = new Map<number, 0 | 1>();
  private readonly outputs = new Map<number, number>();
  /** Shares of full scale of the analogue inputs, 16 bits. */
  private readonly analog = new Map<number, number>();
  /** Bytes on their way to the serial port, behind the one that is coming in. */
  private readonly coming: number[] = [];
  private cause: { cycles: number; into: number[] } | undefined;

  constructor(
    { flash, symbols }: Program,
    private readonly start = 0,
  ) {
    this.symbols = symbols;
    // A copy: the processor's own instructions could write to it.
    this.cpu = new AvrCpu(flash.slice());
    this.cpu.data.fill(PAINT, 0x100);
    this.ports = [
      [portDConfig, 0, 8] as const,
      [portBConfig, 8, 6] as const,
      [portCConfig, 14, 6] as const,
    ].map(([config, firstPin, pins]) => {
      const io = new AVRIOPort(this.cpu, config);
      const port = {
        io,
        direction: config.DDR,
        output: config.PORT,
        watched: config.pinChange!.PCMSK,
        firstPin,
        pins,
      };
      io.addListener((level) => this.observe(port, level));
      return port;
    });
    this.cpu.keepPinChanges();
    this.cpu.onCompare = () => {
      this.cause = { cycles: this.cpu.cycles, into: this.cyclesFromTimer };
    };
    this.cpu.onSleep = () => {
      this.cause = undefined;
    };
    this.cpu.usart.onByteTransmit = (byte) => {
      if (this.hasOwnLine()) this.sent.push({ time: this.nanos(), port: 0, byte });
    };
    this.cpu.usart.onLineTransmit = (line) => this.hear(line);
    this.cpu.usart.onRxComplete = () => {
      if (this.coming.length > 0) this.cpu.usart.writeByte(this.coming.shift()!);
    };
    this.cpu.adc.onADCRead = (input) => {
      const pin = FIRST_ANALOG_PIN + ("channel" in input ? input.channel : 0);
      const { adc } = this.cpu;
      const value = (): number => (this.analog.get(pin) ?? 0) >> 6;
      this.cpu.addClockEvent(() => adc.completeADCRead(value()), adc.sampleCycles);
    };
    const original = this.cpu.writeHooks[timer1Config.TCCRB]!;
    this.cpu.writeHooks[timer1Config.TCCRB] = (...given) => {
      if (this.zero === undefined) this.cpu.addClockEvent(() => this.begin(), 1);
      return original(...given);
    };
  }

  /** The timer starts: this is the time 0 of the run, and `start` on the firmware's clock. */
  private begin(): void {
    const { cpu } = this;
    this.zero = cpu.cycles;
    if (this.start === 0) return;
    const clock = this.symbols.get("wakeful_clock")!;
    cpu.dataView.setBigUint64(clock, BigInt(this.start - (this.start % WINDOW)), true);
    (cpu.timer as unknown as { tcnt: number }).tcnt = (this.start % WINDOW) * 2;
  }

  private nanos(): bigint {
    const cycles = this.cpu.cycles - (this.zero ?? this.cpu.cycles);
    return (BigInt(cycles) * 1000n) / BigInt(CYCLES_PER_MICRO);
  }

  private observe({ io, direction, output, firstPin, pins }: Port, level: number): void {
    const { data, cycles } = this.cpu;
    for (let bit = 0; bit < pins; bit++) {
      const pin = firstPin + bit;
      if (!(data[direction]! & (1 << bit))) {
        this.outputs.delete(pin);
        // Driven, else pulled up, else low: the same each time.
        io.setPin(bit, (this.driven.get(pin) ?? (data[output]! >> bit) & 1) === 1);
        continue;
      }
      const now = (level >> bit) & 1;
      if (this.outputs.get(pin) === now) continue;
      this.outputs.set(pin, now);
      this.edges.push({ time: this.nanos(), pin, level: now as 0 | 1 });
      this.cause?.into.push(cycles - this.cause.cycles);
      this.cause = undefined;
    }
  }

  /** Whether the firmware has the serial line, and not the port. */
  private hasOwnLine(): boolean {
    const place = this.symbols.get("uart_is_open");
    return place !== undefined && this.cpu.data[place] !== 0;
  }

  private hear(line: string): void {
    if (this.hasOwnLine()) {
      const reason = /panic (\d+)$/.exec(line);
      if (reason) this.panic = Number(reason[1]);
      return;
    }
    const [word, ...rest] = line.split(" ");
    if (word === "panic") this.panic = Number(rest[0]);
    else if (word!.startsWith("!")) this.dropped += parseInt(word!.slice(1), 16);
    else if (word!.startsWith("L")) {
      const args = rest.map((digits) => BigInt.asIntN(64, BigInt(`0x${digits}`)));
      this.logs.push({ head: parseInt(word!.slice(1), 16), args });
    } else throw new Error(`the Uno sent a line that nobody knows: "${line}"`);
  }

  /** Somebody drives a pin, now. */
  drive(pin: number, level: 0 | 1): void {
    this.driven.set(pin, level);
    const port = this.ports.find(({ firstPin, pins }) => pin >= firstPin && pin < firstPin + pins)!;
    const bit = pin - port.firstPin;
    // An input that nobody listens to is the cause of nothing.
    if (this.cpu.data[port.watched]! & (1 << bit)) {
      this.cause = { cycles: this.cpu.cycles, into: this.cyclesFromInput };
    }
    port.io.setPin(bit, level === 1);
  }

  /** A peripheral is given something, now. */
  give(input: Input): void {
    if (input.kind === "analog") this.analog.set(input.pin, input.value);
    else if (!this.cpu.usart.rxEnable) throw new Error("a byte comes to a port that is closed");
    // One that comes right behind another begins when that has ended, to the instruction.
    else if (!this.cpu.usart.writeByte(input.byte)) this.coming.push(input.byte);
  }

  /** Runs until that many cycles after reset. */
  runTo(cycles: number): void {
    const { cpu } = this;
    while (cpu.cycles < cycles && !cpu.isHalted) {
      if (cpu.isAsleep) cpu.sleep(cycles);
      else cpu.step(cycles);
      if (cpu.pc === 0) throw new Error(`the Uno restarted at cycle ${cpu.cycles}`);
    }
  }

  /** Runs until the firmware's clock starts. */
  boot(): number {
    while (this.zero === undefined) this.cpu.step(Infinity);
    return this.zero;
  }

  /** Bytes of stack that were ever used. */
  stackBytes(): number {
    const end = this.symbols.get("_end")!;
    const deepest = this.cpu.data.subarray(end).findIndex((byte) => byte !== PAINT);
    if (deepest === 0) throw new Error("the Uno's stack ran into its variables");
    return RAM_END - end - deepest;
  }
}

/** Builds a module in a folder of its own. */
export function buildForUno(
  job: Omit<Job, "folder">,
  defines: readonly string[] = [],
  build = buildUno,
): Program & { readonly sizes: Sizes } {
  const folder = scratchFolder("uno");
  const { files, sizes } = build({ ...job, folder }, defines);
  const [hex, elf] = files.map(({ path }) => path);
  return { ...readProgram(hex!, elf!), sizes: sizes! };
}

function machine(
  how: Pick<Machine, "name" | "variantOf" | "title" | "toleranceMicros">,
  build: typeof buildUno,
): Machine {
  return {
    ...how,
    edgeGapMicros: 100,
    peripherals: target.peripherals as readonly string[],
    analogPin: FIRST_ANALOG_PIN,
    tools: target.tools,
    versions: () => [versionOf("avr-gcc"), packageVersion("avr8js")],
    missing: () => missingCommand(target.tools),
    async run(run: Run): Promise<Recording> {
      const program = buildForUno(run, [], build);
      const uno = new Uno(program, run.start);
      const zero = uno.boot();
      for (const what of [...run.stimuli, ...(run.inputs ?? [])].sort((a, b) => a.time - b.time)) {
        uno.runTo(zero + Math.round(what.time * CYCLES_PER_MICRO));
        if ("kind" in what) uno.give(what);
        else uno.drive(what.pin, what.level);
      }
      uno.runTo(zero + run.until * CYCLES_PER_MICRO);
      return {
        edges: uno.edges,
        sent: uno.sent,
        logs: uno.logs,
        ...(uno.panic !== undefined && { panic: uno.panic }),
        sizes: program.sizes,
        stackBytes: uno.stackBytes(),
        cyclesFromInput: uno.cyclesFromInput,
        cyclesFromTimer: uno.cyclesFromTimer,
      };
    },
  };
}

export const uno = machine(
  {
    name: "uno",
    title: "Arduino Uno (ATmega328P), avr8js, cycles at 16 MHz",
    toleranceMicros: 1500,
  },
  buildUno,
);

/** The same with `--optimize size`. */
export const unoSmall = machine(
  {
    name: "uno-small",
    variantOf: "uno",
    title: "Arduino Uno (ATmega328P) with bytecode, avr8js, cycles at 16 MHz",
    toleranceMicros: 4500,
  },
  buildSmall,
);

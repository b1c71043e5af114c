/** What the emulated processor does between instructions, and that avr8js on its own does otherwise. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { avrInstruction, AVRIOPort, AVRTimer, AVRUSART, CPU } from "avr8js";
import { portBConfig, portDConfig, timer1Config, usart0Config } from "avr8js";
import { describe, expect, test } from "vitest";
import { runTool } from "../../../hal/build/tools.ts";
import { AvrCpu, CPU_HZ } from "./avr/cpu.ts";
import { uno } from "./uno.ts";
import { scratchFolder } from "../../support/scratch.ts";

/** A program in assembly; registers have avr-libc's names. It is laid out from the reset vector on. */
function assemble(text: string): Uint16Array {
  const folder = scratchFolder("avr");
  const source = join(folder, "a.S");
  const [elf, binary] = [join(folder, "a.elf"), join(folder, "a.bin")];
  writeFileSync(source, `#define __SFR_OFFSET 0\n#include <avr/io.h>\n${text}\n`);
  runTool("avr-gcc", ["-mmcu=atmega328p", "-nostdlib", source, "-o", elf]);
  runTool("avr-objcopy", ["-O", "binary", elf, binary]);
  const flash = new Uint8Array(0x8000);
  flash.set(readFileSync(binary));
  return new Uint16Array(flash.buffer);
}

/** Vectors that lead to `\nname:` of the program; the others end at `wrong`. */
function vectors(used: Readonly<Record<number, string>>): string {
  const lines = ["jmp main"];
  for (let n = 1; n < 26; n++) lines.push(`jmp ${used[n] ?? "wrong"}`);
  return `${lines.join("\n")}\nwrong: rjmp wrong\n`;
}

const COMPARE = 11;
const EMPTY = 19;
const PINS_D = 5;

/** The same processor as avr8js has it. */
class Stock extends CPU {
  readonly timer = new AVRTimer(this, timer1Config);
  readonly usart = new AVRUSART(this, usart0Config, CPU_HZ);
  constructor(program: Uint16Array) {
    super(program, 2048);
  }
  step(): void {
    avrInstruction(this);
    this.tick();
  }
}

/** Steps until `r31` is 1, as a program says that it is done, and gives the number of steps. */
function finish(cpu: AvrCpu | Stock, most = 20_000): number {
  for (let steps = 0; steps < most; steps++) {
    if (cpu.data[31] === 1) return steps;
    cpu.step(Infinity);
  }
  throw new Error("the program did not end");
}

describe.skipIf(uno.missing())("the emulated Uno", () => {
  const timerSleeps = `
    ${vectors({ [COMPARE]: "woken" })}
    woken: ldi r31, 1
      reti
    main: ldi r16, 0x10
      sts OCR1AH, r16
      clr r16
      sts OCR1AL, r16
      ldi r16, 2
      sts TIMSK1, r16
      sts TCCR1B, r16
      ldi r16, 1
      out SMCR, r16
      sei
      sleep
    again: rjmp again`;

  test("sleeps until the timer's match instead of running on", () => {
    const program = assemble(timerSleeps);
    const ours = new AvrCpu(program);
    let matched = 0;
    ours.onCompare = () => (matched = ours.cycles);
    expect(finish(ours)).toBeLessThan(16);
    expect(finish(new Stock(program))).toBeGreaterThan(1000);
    // 4 to wake, 4 to enter; then the vector's jump and the routine's load.
    expect(ours.cycles - matched).toBe(4 + 4 + 3 + 1);
  });

  test("sleeps on when SLEEP is not enabled: it is then no sleep", () => {
    const cpu = new AvrCpu(assemble("sleep\n ldi r31, 1"));
    finish(cpu);
    expect(cpu.cycles).toBe(2);
  });

  test("is halted by a sleep with interrupts off", () => {
    const cpu = new AvrCpu(assemble("ldi r16, 1\n out SMCR, r16\n sleep\n ldi r31, 1"));
    while (!cpu.isHalted) cpu.step(1000);
    expect(cpu.data[31]).toBe(0);
    expect(cpu.cycles).toBe(1000);
  });

  /** The match is pending; `enable` lets interrupts in, and r20 counts the instructions after it. */
  const pending = (enable: string): string => `
    ${vectors({ [COMPARE]: "woken" })}
    woken: ldi r31, 1
      reti
    main: ldi r16, 0x80
      ldi r17, 2
      sts TIMSK1, r17
      sts OCR1AL, r17
      sts TCCR1B, r17
      nop
      .rept 40
      nop
      .endr
      ${enable}
      inc r20
      inc r20
    again: rjmp again`;

  test.each([
    ["SEI", "sei"],
    ["a write to SREG", "out SREG, r16"],
  ])("runs one more instruction after %s before an interrupt", (_name, enable) => {
    const program = assemble(pending(enable));
    const ours = new AvrCpu(program);
    finish(ours);
    expect(ours.data[20]).toBe(1);
    const stock = new Stock(program);
    finish(stock);
    expect(stock.data[20]).toBe(0);
  });

  test("runs one instruction of the program between two interrupts", () => {
    const cpu = new AvrCpu(
      assemble(`
      ${vectors({ [COMPARE]: "first", 13: "second" })}
      first: reti
      second: mov r21, r20
        ldi r31, 1
        reti
      main: ldi r17, 3
        sts TIMSK1, r17
        ldi r17, 0xff
        sts TCNT1H, r17
        ldi r17, 0xfe
        sts TCNT1L, r17
        ldi r17, 2
        sts TCCR1B, r17
        .rept 60
        nop
        .endr
        sei
        inc r20
        inc r20
      again: rjmp again`),
    );
    finish(cpu);
    expect(cpu.data[21]).toBe(2);
  });

  test("lets events of the same cycle happen in the order in which they were made", () => {
    const order = (cpu: AvrCpu | Stock): string => {
      let told = "";
      for (const name of "abc") cpu.addClockEvent(() => (told += name), 5);
      for (let i = 0; i < 10; i++) cpu.step(Infinity);
      return told;
    };
    const nops = assemble("nop");
    expect(order(new AvrCpu(nops))).toBe("abc");
    expect(order(new Stock(nops))).toBe("cba");
  });

  test("keeps a pending overflow when another flag of the timer is cleared", () => {
    const program = assemble(`
      ldi r17, 0xff
      sts TCNT1H, r17
      ldi r17, 0xfe
      sts TCNT1L, r17
      ldi r17, 2
      sts TCCR1B, r17
      .rept 60
      nop
      .endr
      out TIFR1, r17
      in r20, TIFR1
      ldi r31, 1`);
    const flags = (cpu: AvrCpu | Stock): number => {
      finish(cpu);
      return cpu.data[20]! & 3;
    };
    expect(flags(new AvrCpu(program))).toBe(1);
    expect(flags(new Stock(program))).toBe(0);
  });

  test("keeps a pending pin change when a mask of pins is written", () => {
    const program = assemble(`
      ${vectors({ [PINS_D]: "changed" })}
      changed: ldi r31, 1
        reti
      main: ldi r16, 4
        sts PCICR, r16
        ldi r16, 0x10
        sts PCMSK2, r16
        .rept 8
        nop
        .endr
        ldi r16, 0x30
        sts PCMSK2, r16
        sei
      again: rjmp again`);
    const come = (cpu: AvrCpu | Stock): boolean => {
      const port = new AVRIOPort(cpu, portDConfig);
      if (cpu instanceof AvrCpu) cpu.keepPinChanges();
      for (let i = 0; i < 8; i++) cpu.step(Infinity);
      port.setPin(4, true);
      for (let i = 0; i < 40; i++) cpu.step(Infinity);
      return cpu.data[31] === 1;
    };
    expect(come(new AvrCpu(program))).toBe(true);
    expect(come(new Stock(program))).toBe(false);
  });

  test("goes on to ask for bytes while the line's register is empty", () => {
    const program = assemble(`
      ${vectors({ [EMPTY]: "empty" })}
      empty: inc r20
        ldi r16, 8
        sts UCSR0B, r16
        reti
      main: ldi r16, 8
        sts UCSR0B, r16
        ldi r16, 2
        sts UCSR0A, r16
        ldi r16, 0x28
        sts UCSR0B, r16
        sei
        nop
        nop
        ldi r16, 0x28
        sts UCSR0B, r16
        nop
        nop
        ldi r31, 1`);
    const asked = (cpu: AvrCpu | Stock): number => {
      finish(cpu);
      return cpu.data[20]!;
    };
    expect(asked(new AvrCpu(program))).toBe(2);
    expect(asked(new Stock(program))).toBe(0);
  });

  test("keeps a byte that came, and that all is sent, while the line is configured", () => {
    // Receiver and transmitter on; a byte goes out and one comes in, before the line is configured again.
    const program = assemble(`
      main: ldi r16, 0x18
        sts UCSR0B, r16
        ldi r16, 65
        sts UDR0, r16
        ldi r17, 250
      wait: dec r17
        brne wait
        ldi r16, 2
        sts UCSR0A, r16
        ldi r16, 0x98
        sts UCSR0B, r16
        lds r20, UCSR0A
        ldi r31, 1`);
    const status = (cpu: AvrCpu | Stock): number => {
      cpu.addClockEvent(() => (cpu as AvrCpu).usart.writeByte(66, true), 300);
      finish(cpu);
      return cpu.data[20]!;
    };
    expect(status(new AvrCpu(program)) & 0xe2).toBe(0xe2);
    expect(status(new Stock(program)) & 0xc0).toBe(0);
  });

  test("wakes by a pin between two events of the timer, in order of time", () => {
    const program = assemble(`
      ${vectors({ 3: "changed" })}
      changed: lds r20, TCNT1L
        lds r21, TCNT1H
        ldi r31, 1
        reti
      main: ldi r16, 1
        sts PCICR, r16
        sts PCMSK0, r16
        out SMCR, r16
        ldi r16, 2
        sts TCCR1B, r16
        sei
        sleep
      again: rjmp again`);
    const cpu = new AvrCpu(program);
    const port = new AVRIOPort(cpu, portBConfig);
    cpu.keepPinChanges();
    while (cpu.cycles < 400_000) {
      if (cpu.isAsleep) cpu.sleep(400_000);
      else cpu.step(400_000);
    }
    expect(cpu.cycles).toBe(400_000);
    port.setPin(0, true);
    cpu.sleep(Infinity);
    finish(cpu);
    // The timer starts at cycle 12; 4 to wake, 4 to enter, the jump, and LDS reads in its second cycle.
    expect(cpu.data[20]! + 256 * cpu.data[21]!).toBe((400_000 - 12 + 4 + 4 + 3 + 1) / 8);
  });
});

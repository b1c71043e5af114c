// The base firmware, one task that toggles an LED, and what is added to it: one feature a time.

/**
 * @typedef {object} Feature
 * @property {string} name
 * @property {string} [imports] besides the base's.
 * @property {string} [top] at the top of the file.
 * @property {string} [body] in the task's loop.
 * @property {string} [main] in `main`.
 */

const other = (body = "await yieldNow();") => `@task
async function other(): Promise<void> {
  while (true) { ${body} }
}`;

/** @type {Feature[]} */
export const features = [
  { name: "sleep", imports: "millis, sleep", body: "await sleep(millis(5));" },
  { name: "second task", top: other(), main: "spawn(other());" },
  {
    name: "task that ends",
    top: `@task
async function other(): Promise<void> {
  await yieldNow();
}`,
    main: "spawn(other());",
  },
  {
    name: "await a function",
    top: `async function part(n: u32): Promise<u32> {
  await yieldNow();
  return n + 1;
}
let sum: u32 = 0;`,
    body: "sum += await part(sum); sum += await part(sum);",
  },
  { name: "Ticker", imports: "Ticker", body: "const beat = Ticker.every(5); await beat.next();" },
  {
    name: "Signal",
    imports: "Signal",
    top: "const s = Signal.create<u32>();",
    body: "s.signal(1); await s.wait();",
  },
  {
    name: "Channel of 4",
    imports: "Channel",
    top: "const s = Channel.create<u32>(4);",
    body: "await s.send(1); await s.receive();",
  },
  {
    name: "Mutex",
    imports: "Mutex",
    top: "const s = Mutex.create<u32>();",
    body: "const l = s.lock(); await l; l.value += 1;",
  },
  {
    name: "select of two sleeps",
    imports: "millis, select, sleep",
    body: "await select(sleep(millis(5)), sleep(millis(7)));",
  },
  {
    name: "join of two sleeps",
    imports: "join, millis, sleep",
    body: "await join(sleep(millis(5)), sleep(millis(7)));",
  },
  {
    name: "timeout of a signal",
    imports: "millis, Signal, timeout",
    top: "const s = Signal.create<u32>();",
    body: "const got = s.wait(); if (await timeout(got, millis(5))) led.toggle();",
  },
  {
    name: "abort of a task",
    top: other(),
    body: "const handle = spawn(other()); await yieldNow(); handle.abort();",
  },
  {
    name: "JoinSet of 4",
    imports: "JoinSet",
    top: `const set = JoinSet.create<u32>(4);
@task({ pool: 4 })
async function answer(i: u32): Promise<u32> {
  return i;
}`,
    body: "set.add(spawn(answer(1))); for await (const each of set) if (each > 1) led.toggle();",
  },
  {
    name: "input",
    imports: "Input, Pull",
    body: "const input = Input.at(2, Pull.Up); await input.fallingEdge();",
  },
  {
    name: "debounced button",
    imports: "Button",
    top: "const button = Button.at(4);",
    body: "await button.pressed();",
  },
  { name: "log of a number", imports: "log", top: "let n: u32 = 0;", body: 'log("{}", ++n);' },
  {
    name: "Adc",
    imports: "Adc",
    body: "const knob = Adc.at(14); if ((await knob.read()) > 9) led.toggle();",
  },
  {
    name: "Pwm",
    imports: "hertz, Pwm",
    top: "const p = Pwm.at(9, hertz(1000)); let share: u16 = 0;",
    body: "p.duty(++share);",
  },
  {
    name: "Uart, echo",
    imports: "Uart",
    top: "const uart = Uart.open(0, 9600);",
    body: "await uart.write(await uart.read());",
  },
  {
    name: "I2c, a register",
    imports: "I2c",
    top: "const bus = I2c.open(0);",
    body: "await bus.writeRegister(0x40, 1, 2); if ((await bus.readRegister(0x40, 1)) > 0) led.toggle();",
  },
  {
    name: "Spi, 4 bytes",
    imports: "Spi",
    top: "const spi = Spi.open(0, 1_000_000); const chip = spi.device(10); const data = memory.data(4);",
    body: "await chip.transfer(data, 4);",
  },
  {
    name: "Store of 8 settings",
    imports: "Store",
    top: "const settings = Store.open(8); let n: i32 = 0;",
    body: "await settings.set(1, ++n); n = settings.get(1, 0);",
  },
];

/** What the firmware without any is called where bytes are pinned, and with one. */
export const BASE = "base";
export const nameWith = ({ name }) => `with ${name}`;

/** The firmware with a feature, or without any. @param {Partial<Feature>} feature */
export function firmwareWith({ imports = "", top = "", body = "", main = "" }) {
  const names = ["Output", "spawn", "yieldNow", ...imports.split(", ").filter(Boolean)];
  return `import { ${names.join(", ")} } from "wakeful";
${top}
@task
async function work(): Promise<void> {
  const led = Output.at(13);
  while (true) {
    led.toggle();
    await yieldNow();
    ${body}
  }
}
export function main(): void {
  spawn(work());
  ${main}
}`;
}

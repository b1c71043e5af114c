/** Faults that were found in buttons, each a program that shows it. */
import { expect, test } from "vitest";
import { type BorderExports, Source } from "../../../hal/generated/border.ts";
import { logs, program } from "../../support/contact.ts";
import { compileText } from "../../support/virtual.ts";

const head = `
  const button = Button.at(4, Pull.Up, millis(50));
`;

test("what happened before clear is not told after it, though nobody looked", async () => {
  const compiled = await compileText(
    program(`${head}
  await button.pressed();
  await sleep(millis(500));
  log("since {}", button.since);
  button.clear();
  log("{}", await timeout(button.released(), millis(100)));`),
  );
  expect(logs(compiled, [100, 110], 1000)).toEqual(["600: since 150000", "700: false"]);
});

test("a long hold is told after a short one", async () => {
  const compiled = await compileText(
    program(
      `${head}
  const one = button.held(millis(500));
  const three = button.held(millis(1500));
  while (true) log("{}", await select(one, three));`,
    ),
  );
  expect(logs(compiled, [100, 2100, 3000, 3700], 5000)).toEqual(["600: 0", "1600: 1", "3500: 0"]);
});

test("clicks that end with a hold are told when the button has been up for long enough", async () => {
  const compiled = await compileText(
    program(`${head}
  const hold = button.held(millis(500));
  const clicks = button.clicked();
  while (true) {
    if ((await select(hold, clicks)) == 0) log("held");
    else log("{}", await clicks);
  }`),
  );
  expect(logs(compiled, [100, 180, 300, 1800], 3000)).toEqual(["800: held", "2100: 1"]);
});

test("a hold shorter than the quiet time is not told of a tap that is over", async () => {
  const compiled = await compileText(
    program(`${head}
  log("{}", await timeout(button.held(millis(30)), millis(900)));`),
  );
  expect(logs(compiled, [100, 110], 1000)).toEqual(["900: false"]);
});

test("a hold that one task is told of takes no press that another has still to take", async () => {
  const more = `
const button = Button.at(4);
@task
async function presses(): Promise<void> {
  while (true) {
    await button.pressed();
    log("press");
    await sleep(millis(1500));
  }
}`;
  const body = `
  spawn(presses());
  while (true) {
    await button.held(millis(500));
    log("held");
  }`;
  const compiled = await compileText(program(body, more));
  expect(logs(compiled, [100, 180, 300, 380, 600, 680, 900, 1600], 8000)).toEqual([
    "100: press",
    "1400: held",
    "1600: press",
    "3100: press",
    "4600: press",
  ]);
});

test("a button that is made while its contact bounces open tells no press", async () => {
  const compiled = await compileText(
    program(`
  while (true) {
    const button = Button.at(4);
    await button.pressed();
    log("down");
    await button.released();
    log("up");
  }`),
  );
  expect(logs(compiled, [100, 300, 300.2, 300.4, 300.5, 300.6], 1000)).toEqual([
    "100: down",
    "300: up",
  ]);
});

test("no wake-up is missed where the clock goes on within a turn", async () => {
  const { wasm } = await compileText(
    program(`
  const button = Button.at(4, Pull.Up, 0);
  await button.held(500);
  log("held");`),
  );
  const module = new WebAssembly.Module(wasm as BufferSource);
  for (let late = 1400; late < 1600; late++) {
    let time = 0n;
    let logged = 0;
    const hal: Record<string, (...args: never[]) => unknown> = {
      now: () => time++,
      gpio_configure: () => 0,
      gpio_read: () => 1,
      gpio_listen: () => 0,
      log: () => void logged++,
    };
    const imports = {
      hal: new Proxy(hal, { get: (all, name: string) => all[name] ?? (() => 0) }),
    };
    const instance = new WebAssembly.Instance(module, imports);
    const firmware = instance.exports as unknown as BorderExports;
    firmware.start();
    const run = (): bigint => {
      let next = 0n;
      for (let i = 0; i < 9 && next <= time; i++) next = firmware.poll();
      return next;
    };
    run();
    time = 1000n;
    firmware.raise((Source.Gpio << 16) | 4, 0, 1000n);
    time = BigInt(late);
    let next = run();
    for (let i = 0; i < 3 && logged === 0; i++) {
      if (next > time) time = next;
      next = run();
    }
    expect(logged, `a turn at ${late}`).toBe(1);
  }
});

test("a task that is aborted while it waits twice at a button does not wake itself", async () => {
  const more = `
const button = Button.at(4);
@task
async function both(): Promise<u32> {
  await select(button.released(), button.held(millis(900)), button.held(millis(800)));
  return 1;
}`;
  const body = `
  let handle = spawn(both());
  await sleep(millis(150));
  handle.abort();
  handle = spawn(both());
  log("{}", await handle.join());`;
  const compiled = await compileText(program(body, more));
  expect(logs(compiled, [100, 300], 1000)).toEqual(["300: 1"]);
});

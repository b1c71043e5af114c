/** Diagrams in the shapes that people publish, as they come from the editor, run from the command line. */
import { copyFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { projectRoot } from "../../support/parts.ts";
import { firmware } from "../../support/wat.ts";
import { shell } from "../cli/shell.ts";

const folder = join(projectRoot, "test/simulator/boards/published");

interface Outcome {
  /** When each LED changed, in milliseconds: `+5` on, `-10` off. */
  readonly leds: Readonly<Record<string, string>>;
  /** What pins did, by the names on the board. */
  readonly pins: Readonly<Record<string, string>>;
  readonly board: string;
  readonly diagnostics: readonly { readonly message: string }[];
  /** What was told besides. */
  readonly err: string;
}

interface Change {
  readonly time: string;
  readonly on?: boolean;
  readonly level?: number;
}

const told = (changes: readonly Change[]): string =>
  changes
    .map(({ time, on, level }) => `${on === true || level === 1 ? "+" : "-"}${Number(time) / 1e6}`)
    .join(" ");

/** Runs a diagram for 100 ms. */
async function run(name: string, wasm: Uint8Array, flags = ""): Promise<Outcome> {
  const opened = shell();
  opened.write("fw.wasm", wasm);
  copyFileSync(join(folder, `${name}.json`), join(opened.folder, "diagram.json"));
  const line = `run fw.wasm --board diagram.json --for 100ms --json ${flags}`;
  const { code, out, err } = await opened.wakeful(line);
  expect({ code, err: code === 0 ? "" : err }).toEqual({ code: 0, err: "" });
  const { board, leds, pins, diagnostics } = JSON.parse(out) as {
    board: string;
    leds: { id: string; changes: Change[] }[];
    pins: { name: string; edges: Change[] }[];
    diagnostics: { message: string }[];
  };
  return {
    board,
    diagnostics,
    err,
    leds: Object.fromEntries(leds.map(({ id, changes }) => [id, told(changes)])),
    pins: Object.fromEntries(pins.map(({ name: pin, edges }) => [pin, told(edges)])),
  };
}

/** One pin after the other is high for 10 ms, once. */
function chase(...pins: readonly number[]): Promise<Uint8Array> {
  const steps = pins.map((pin, i) => {
    const [from, to] = [10_000 * (i + 1), 10_000 * (i + 2)];
    return `(call $write (i32.const ${pin}) (i32.and
      (i64.ge_u (call $now) (i64.const ${from})) (i64.lt_u (call $now) (i64.const ${to}))))`;
  });
  return firmware({
    start: pins.map((pin) => `(call $configure (i32.const ${pin}) (i32.const 3))`).join("\n"),
    poll: `${steps.join("\n")}
      (if (result i64) (i64.lt_u (call $now) (i64.const 90000))
        (then (i64.mul (i64.add (i64.div_u (call $now) (i64.const 10000)) (i64.const 1)) (i64.const 10000)))
        (else NEVER))`,
  });
}

const pull = { none: 0, up: 1, down: 2 };

/** A pin shows the level of another one, or the opposite. */
function follow(from: number, mode: number, to: number, isInverse = false): Promise<Uint8Array> {
  const level = `(call $read (i32.const ${from}))`;
  const copy = `(call $write (i32.const ${to}) ${isInverse ? `(i32.eqz ${level})` : level})`;
  return firmware({
    start: `(call $configure (i32.const ${from}) (i32.const ${mode}))
      (call $configure (i32.const ${to}) (i32.const 3))
      (call $listen (i32.const ${from}) (i32.const 3)) ${copy}`,
    raise: copy,
  });
}

test("an Uno with a LED on half a breadboard, whose rails are joined", async () => {
  const { leds, board, err } = await run("uno-blink-breadboard", await chase(13));
  expect({ leds, board, err }).toEqual({
    board: "Arduino Uno",
    leds: { led1: "+10 -20" },
    err: "",
  });
});

test("a Nano as traffic light, without a breadboard", async () => {
  const { leds, board, err } = await run("nano-traffic-light", await chase(12, 11, 10));
  expect({ leds, board, err }).toEqual({
    board: "Arduino Nano",
    leds: { red: "+10 -20", yellow: "+20 -30", green: "+30 -40" },
    err: "",
  });
});

test("an Uno with a button to the supply and a pull-down on a long breadboard", async () => {
  const wasm = await follow(2, pull.none, 8);
  const { leds, pins, err } = await run("uno-button-pull-down", wasm, "--press btn1@20ms:30ms");
  // It bounces, first at the press and last after the release.
  const edges = pins["D2"]!.split(" ");
  expect(edges[0]).toBe("+20");
  expect(edges.filter((edge) => Number(edge.slice(1)) >= 50)[0]).toBe("-50");
  expect(edges.at(-1)).toMatch(/^-5\d/);
  expect(leds["led1"]!.split(" ").length).toBe(edges.length);
  expect(err).toBe("");
});

test("a Pico with three LEDs that share their ground, and a serial monitor", async () => {
  const { leds, board, err } = await run("pico-rgb", await chase(13, 12, 11));
  expect({ leds, board, err }).toEqual({
    board: "Raspberry Pi Pico",
    leds: { r: "+10 -20", g: "+20 -30", b: "+30 -40" },
    err: "",
  });
});

test("an ESP32-DevKitC whose LED is at 2", async () => {
  const { leds, board, pins, err } = await run("esp32-blink", await chase(2));
  expect({ leds, board, err }).toEqual({
    board: "ESP32-DevKitC",
    leds: { led1: "+10 -20" },
    err: "",
  });
  expect(Object.keys(pins)).toContain("GPIO2");
});

test("an ESP32 DevKit V1 with a button at D4, by the pull-up of the chip", async () => {
  const wasm = await follow(4, pull.up, 5, true);
  const { leds, pins, err } = await run("esp32-v1-button", wasm, "--press btn1@20ms:30ms");
  expect({ leds, err }).toEqual({ leds: { led1: "+20 -50" }, err: "" });
  expect(pins["GPIO4"]).toBe("+0 -20 +50");
});

test("a Mega with LEDs at 22, 53 and A15, which is 69", async () => {
  const { leds, board, err } = await run("mega-lights", await chase(22, 53, 69));
  expect({ leds, board, err }).toEqual({
    board: "Arduino Mega",
    leds: { left: "+10 -20", right: "+20 -30", fog: "+30 -40" },
    err: "",
  });
});

test("an Uno with symbols of VCC and GND, a junction and a text", async () => {
  const { leds, err } = await run("uno-symbols", await chase(14));
  expect({ leds, err }).toEqual({ leds: { led1: "+0 -10 +20", power: "" }, err: "" });
});

test("a Pico W on a small breadboard, with a button to 3V3 and the chip's pull-down", async () => {
  const wasm = await follow(16, pull.down, 15);
  const { leds, board, err } = await run("pico-w-mini-breadboard", wasm, "--press btn1@20ms:30ms");
  expect({ leds, board, err }).toEqual({
    board: "Raspberry Pi Pico W",
    leds: { led1: "+20 -50" },
    err: "",
  });
});

test("one written by hand, with no more than the format demands", async () => {
  const wasm = await follow(7, pull.up, 18, true);
  const { leds, err } = await run("uno-by-hand", wasm, "--press button@20ms:30ms");
  expect({ leds, err }).toEqual({ leds: { "lamp-1": "+20 -50" }, err: "" });
});

test("of the wiring of all of them there is nothing to warn of", async () => {
  const words: string[] = [];
  for (const name of readdirSync(folder).sort()) {
    const opened = shell();
    copyFileSync(join(folder, name), join(opened.folder, name));
    const { code, out } = await opened.wakeful(`check ${name} --json`);
    expect(code, name).toBe(0);
    const { findings } = JSON.parse(out) as { findings: { rule: string; message: string }[] };
    words.push(
      ...findings
        .filter(({ rule }) => rule !== "undocumented-part")
        .map(({ message }) => `${name}: ${message}`),
    );
  }
  expect(words).toMatchInlineSnapshot(`
    [
      "esp32-blink.json: pin 2: high at the start keeps a download from beginning",
      "esp32-v1-button.json: pin 5: it chooses the timing of SDIO at the start",
    ]
  `);
});

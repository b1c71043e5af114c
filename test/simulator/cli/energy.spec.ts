import { expect, test } from "vitest";
import { buttonShell, shell } from "./shell.ts";

const presses = "--press BTN1@600ms:300ms";

test("--energy tells wakes, time awake and charge, and what is not in them", async () => {
  const opened = await buttonShell();
  const { code, out } = await opened.wakeful(`run button.wasm --for 2s ${presses} --energy`);
  expect(code).toBe(0);
  expect(out.slice(out.indexOf("\nenergy"))).toMatchInlineSnapshot(`
    "
    energy
      woken by  times  a second
      reset         1      0.50
      timer         7      3.50
      D4 BTN1       8      4.00

      drawn by        mA   of time  mean mA     uAh
      chip awake   12.90         -        -       -
      chip asleep   4.90  100.00 %    4.900   2.722
      led1         13.64   50.00 %    6.818   3.788
      led2         13.18   45.00 %    5.932   3.295
      led3         12.73   15.00 %    1.909   1.060
      together                       19.559  10.866

      - an estimate of the chip alone: its currents are from the ATmega328P
        datasheet (DS40002061: typical at 5 V and 8 MHz, times two), asleep in
        idle mode with all modules on; the rest of the board is not in it
      - code takes no time on an ideal CPU, so the charge is that of sleep alone:
        the least that it can be; give the CPU a clock
      - a LED takes (supply - forward voltage) / resistance, as if its resistor
        were its own
    "
  `);
  const plain = await opened.wakeful(`run button.wasm --for 2s ${presses}`);
  expect(out.startsWith(plain.out)).toBe(true);
});

test("with a clock of its own the chip is awake, and currents that were measured are taken", async () => {
  const { out } = await (
    await buttonShell()
  ).wakeful(`run button.wasm --for 2s --cpu 8MHz --ipc 0.1 --energy --currents 22mA,500uA`);
  expect(out.slice(out.indexOf("  drawn by"))).toMatchInlineSnapshot(`
    "  drawn by        mA  of time  mean mA    uAh
      chip awake   22.00   0.17 %    0.038  0.021
      chip asleep   0.50  99.83 %    0.499  0.277
      led1         13.64  49.97 %    6.814  3.786
      led2         13.18  45.03 %    5.936  3.298
      led3             -   0.00 %        -      -
      together                      13.287  7.382

      - an estimate of the chip alone: its currents are as they were given, asleep
        in idle mode with all modules on; the rest of the board is not in it
      - a LED takes (supply - forward voltage) / resistance, as if its resistor
        were its own
    "
  `);
});

test("in JSON the account is there if it is asked for", async () => {
  const opened = await buttonShell();
  const document = async (flags: string): Promise<{ energy: unknown }> =>
    JSON.parse((await opened.wakeful(`run button.wasm --for 2s --json ${flags}`)).out) as {
      energy: unknown;
    };
  expect((await document("")).energy).toBeNull();
  expect((await document(`${presses} --energy`)).energy).toMatchInlineSnapshot(`
    {
      "awake": "0",
      "awakeShare": 0,
      "chip": {
        "active": 12.9,
        "asleep": 4.9,
        "hz": 16000000,
        "microampHours": 2.7222222222222223,
        "milliamps": 4.9,
        "sleep": "idle mode with all modules on",
        "source": "from the ATmega328P datasheet (DS40002061: typical at 5 V and 8 MHz, times two)",
        "volts": 5,
      },
      "codeTakesTime": false,
      "leds": [
        {
          "forwardVolts": 2,
          "id": "led1",
          "lit": "1000000000",
          "litShare": 0.5,
          "microampHours": 3.787878787878788,
          "milliamps": 6.818181818181818,
        },
        {
          "forwardVolts": 2.1,
          "id": "led2",
          "lit": "900000000",
          "litShare": 0.45,
          "microampHours": 3.2954545454545454,
          "milliamps": 5.931818181818182,
        },
        {
          "forwardVolts": 2.2,
          "id": "led3",
          "lit": "299959000",
          "litShare": 0.1499795,
          "microampHours": 1.060461111111111,
          "milliamps": 1.9088299999999998,
        },
      ],
      "notes": [
        "an estimate of the chip alone: its currents are from the ATmega328P datasheet (DS40002061: typical at 5 V and 8 MHz, times two), asleep in idle mode with all modules on; the rest of the board is not in it",
        "code takes no time on an ideal CPU, so the charge is that of sleep alone: the least that it can be; give the CPU a clock",
        "a LED takes (supply - forward voltage) / resistance, as if its resistor were its own",
      ],
      "span": "2000000000",
      "wakes": [
        {
          "cause": "reset",
          "count": 1,
          "name": "reset",
          "perSecond": 0.5,
          "pin": null,
        },
        {
          "cause": "timer",
          "count": 7,
          "name": "timer",
          "perSecond": 3.5,
          "pin": null,
        },
        {
          "cause": "pin",
          "count": 8,
          "name": "D4",
          "perSecond": 4,
          "pin": 4,
        },
      ],
    }
  `);
});

test("a board without currents says so, and wrong currents are refused", async () => {
  const opened = shell();
  opened.write("main.ts", `export function main(): void {}\n`);
  const { out } = await opened.wakeful("run main.ts --for 1s --energy");
  expect(out.slice(out.indexOf("  drawn by"))).toMatchInlineSnapshot(`
    "  drawn by     mA   of time  mean mA  uAh
      chip awake    -         -        -    -
      chip asleep   -  100.00 %        -    -
      together                         -    -

      - no charge of the chip: bare board is of no kind in particular; give
        currents that were measured
      - code takes no time on an ideal CPU, so it is never awake; give the CPU a
        clock
    "
  `);
  const told = async (flags: string): Promise<string> =>
    (await opened.wakeful(`run main.ts ${flags}`)).err;
  expect(await told("--energy --currents 22mA")).toMatchInlineSnapshot(`
    "error: --currents "22mA" is not two currents
      way out: write what the chip draws awake, and asleep: 22mA,14mA
    "
  `);
  expect(await told("--energy --currents 22,14")).toMatchInlineSnapshot(`
    "error: --currents "22,14" is not two currents
      way out: write what the chip draws awake, and asleep: 22mA,14mA
    "
  `);
  expect(await told("--currents 22mA,14mA")).toMatchInlineSnapshot(`
    "error: --currents is given without --energy
      way out: give --energy as well: it is what they are for
    "
  `);
});

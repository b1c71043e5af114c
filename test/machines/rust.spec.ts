/** Guests in Rust where firmware runs without V8: as C, in interpreters, and on an Uno. */
import { beforeAll, describe, expect, test } from "vitest";
import { checkModule } from "../../compiler/index.ts";
import { buildGuests, type Guests, missingRust } from "../support/rust.ts";
import { native } from "./hosts/native.ts";
import { uno } from "./hosts/uno.ts";
import { wamrClassic, wamrFast } from "./hosts/wamr.ts";
import { wasm3 } from "./hosts/wasm3.ts";
import { levels } from "./suite/case.ts";
import { compare } from "./suite/compare.ts";
import { recordOracle } from "./suite/oracle.ts";

const until = 4_000_100;
const presses = {
  rust_guest: [],
  button: levels(4, 1, 555_500, 1_055_500, 1_460_500, 1_860_500),
  executor: levels(2, 0, 500_300, 600_300),
};

const rust = missingRust();

for (const machine of [native, wamrClassic, wamrFast, wasm3]) {
  const missing = rust ?? machine.missing();
  const name = `guests in Rust on ${machine.name}`;
  describe.skipIf(missing)(missing ? `${name}: not run: ${missing}` : name, () => {
    let guests: Guests;
    beforeAll(() => {
      guests = buildGuests();
    }, 120_000);

    test.each(["rust_guest", "button", "executor"] as const)(
      "%s has the edges and logs that it has in V8",
      async (guest) => {
        const wasm = guests[guest];
        const memoryBytes = checkModule(wasm).facts.heapBase!;
        const run = { name: guest, wasm, memoryBytes, stimuli: presses[guest], until };
        const { edges } = compare(recordOracle(run), await machine.run(run), {
          times: "grid",
          toleranceMicros: machine.toleranceMicros,
          until,
          withLogs: true,
        });
        expect(edges).toBeGreaterThan(0);
      },
    );
  });
}

const onUno = rust ?? uno.missing();

test.skipIf(onUno)(
  `blink in Rust has its edges on an Uno, each as long after the one before${onUno ? `: not run: ${onUno}` : ""}`,
  { timeout: 120_000 },
  async () => {
    const wasm = buildGuests().rust_guest;
    const memoryBytes = checkModule(wasm).facts.heapBase!;
    const run = { name: "rust-guest", wasm, memoryBytes, stimuli: [], until: 1_250_000 };
    const { edges } = compare(recordOracle(run), await uno.run(run), {
      times: "relative",
      toleranceMicros: uno.toleranceMicros,
      until: run.until,
    });
    expect(edges).toBe(8);
  },
);

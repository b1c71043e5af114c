import {
  wamrClassicCortexM3,
  wamrFastCortexM3,
  wasm3CortexM3,
} from "./hosts/interpreter-cortex-m3.ts";
import { describeMachine, suite } from "./interpreter-suite.ts";

for (const machine of [wamrClassicCortexM3, wamrFastCortexM3, wasm3CortexM3]) {
  describeMachine(machine, (run) => {
    suite(machine, run);
  });
}

import { wamrClassic, wamrFast } from "./hosts/wamr.ts";
import { describeMachine, suite } from "./interpreter-suite.ts";

for (const machine of [wamrClassic, wamrFast]) {
  describeMachine(machine, (run) => {
    suite(machine, run);
  });
}

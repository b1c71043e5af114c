import { wasm3 } from "./hosts/wasm3.ts";
import { describeMachine, suite } from "./interpreter-suite.ts";

describeMachine(wasm3, (run) => {
  suite(wasm3, run);
});

// WebAssembly is compiled for speed from the start. V8 otherwise does so in the background, once code has run for long:
// on a busy machine that comes late, and what is measured is then the first, slow code. To be imported first.
import { setFlagsFromString } from "node:v8";

setFlagsFromString("--no-liftoff");

import { wasm3 } from "../hosts/wasm3.ts";
import { conform } from "./conform.ts";

conform(wasm3);

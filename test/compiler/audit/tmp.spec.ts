import { test } from "vitest";
import { compile } from "../../../compiler/compile.ts";
test("x", async () => { try { const c = await compile("main.ts", { root: "/tmp/x/fw" }); console.log(c.wasm.length); } catch (e) { console.log((e as Error).message); } });

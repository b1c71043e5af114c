// `npm run test:machines`: brings the compilers and emulators that the machines of test/machines need, runs the
// suite on all of them, and writes what was measured: docs/machines, and the tables of the docs.
import { execFileSync, spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { createViteServer } from "vitest/node";

const root = fileURLToPath(new URL("../", import.meta.url));

/** Modules in TypeScript, which Node 20 does not read by itself. */
async function load(...paths) {
  const server = await createViteServer({
    root,
    configFile: false,
    logLevel: "error",
    server: { middlewareMode: true, hmr: false, ws: false },
    optimizeDeps: { noDiscovery: true },
    appType: "custom",
  });
  try {
    return await Promise.all(paths.map((path) => server.ssrLoadModule(path)));
  } finally {
    await server.close();
  }
}

const [{ machines }, { targets, missingTools, installCommand }, browser, reader, rust] = await load(
  "/test/machines/hosts/index.ts",
  "/hal/ports/index.ts",
  "/test/support/chromium.ts",
  "/test/support/gtkwave.ts",
  "/test/support/rust.ts",
);

const tools = [...targets, ...machines]
  .flatMap((each) => each.tools ?? [])
  .concat(browser.chromium, reader.gtkwave, rust.rustTools);
const all = [
  ...machines,
  { name: "chromium", missing: browser.missingChromium },
  { name: "gtkwave", missing: reader.missingGtkwave },
  { name: "guests in Rust", missing: rust.missingRust },
];
/** Sources of a runtime are for the user to bring; all else comes from apt. */
const wants = (machine) => {
  const reason = machine.missing();
  return reason !== undefined && !reason.includes("_ROOT") ? reason : undefined;
};
// A C library may be missing beside its compiler, so it is the machines that are asked, too.
const missing = all.some(wants) ? tools : missingTools(tools);
if (missing.length > 0) {
  const command = installCommand(missing);
  if (process.getuid?.() === 0) {
    console.log(command);
    const [program, ...args] = command.split(" ");
    const install = () => spawnSync(program, args, { stdio: "inherit" }).status === 0;
    // A fresh image has no lists of packages.
    if (!install()) {
      spawnSync("apt-get", ["update"], { stdio: "inherit" });
      if (!install()) console.log(`${command} failed: those machines are left out`);
    }
  } else console.log(`for all machines, first run: sudo ${command}\n`);
}
// `--install` stops here: for who runs the suite with all other tests.
const isWhole = !process.argv.includes("--install");
for (const machine of all) {
  const reason = machine.missing();
  console.log(
    `${machine.name.padEnd(20)} ${reason === undefined ? "runs" : `does not run: ${reason}`}`,
  );
}

const vitest = (...args) =>
  execFileSync("npx", ["vitest", "run", ...args], {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, WAKEFUL_GENERATE: "1" },
  });
// Whoever asks for all machines must not take their absence for success.
if (!isWhole && all.some(wants)) process.exitCode = 1;
if (isWhole)
  try {
    vitest("test/machines");
    vitest("test/docs/pages.spec.ts", "-t", "README.md|docs/machines.md");
  } catch {
    process.exitCode = 1;
  }

// `npm run oracle -- --runs 100000 --seed 1`: asks V8 about that many programs, on all processors.
import { spawn } from "node:child_process";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "3000" },
    seed: { type: "string", default: String(Math.floor(Math.random() * 2 ** 30)) },
  },
});
const [runs, seed] = [Number(values.runs), Number(values.seed)];
if (!Number.isSafeInteger(runs) || runs < 1 || !Number.isSafeInteger(seed)) {
  console.error("--runs is a whole number from 1, --seed a whole number");
  process.exit(2);
}

function ask(from, count) {
  return new Promise((resolve) => {
    const child = spawn("npx", ["vitest", "run", "test/compiler/async/oracle.spec.ts"], {
      cwd: fileURLToPath(new URL("../", import.meta.url)),
      stdio: "inherit",
      env: {
        ...process.env,
        WAKEFUL_ORACLE_RUNS: String(count),
        WAKEFUL_ORACLE_SEED: String(from),
      },
    });
    child.on("exit", (code) => resolve(code ?? 1));
  });
}

const parts = Math.min(availableParallelism(), Math.ceil(runs / 75));
const share = Math.ceil(runs / parts);
const start = performance.now();
const codes = await Promise.all(
  Array.from({ length: parts }, (_, i) => ask(seed + i * share, Math.min(share, runs - i * share))),
);
const seconds = Math.round((performance.now() - start) / 1000);
const failed = codes.some((code) => code !== 0);
console.log(
  `${runs} programs from seed ${seed}: ${failed ? "NOT all agree" : "all agree"}, ${seconds} s`,
);
process.exitCode = failed ? 1 : 0;

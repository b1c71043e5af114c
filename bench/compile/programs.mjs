// Programs of so many lines: async ones, and the same without anything to wait for, as plain AssemblyScript.

/** Lines of a function below. */
const LINES = 10;

const asynchronous = (i) => `async function part${i}(n: u32): Promise<u32> {
  let sum: u32 = n + ${i};
  for (let k: u32 = 0; k < 3; k++) {
    await sleep(millis(${1 + (i % 9)}));
    sum = sum * 31 + k;
    if (sum % 7 == ${i % 7}) led.toggle();
  }
  await yieldNow();
  return sum;
}`;

const plain = (i) => `function part${i}(n: u32): u32 {
  let sum: u32 = n + ${i};
  for (let k: u32 = 0; k < 3; k++) {
    rest(${1 + (i % 9)});
    sum = sum * 31 + k;
    if (sum % 7 == ${i % 7}) toggle();
  }
  rest(0);
  return sum;
}`;

const each = (lines, write) => Array.from({ length: Math.ceil(lines / LINES) }, (_, i) => write(i));

/** @param {number} lines of async functions. @param {number} edit a number that stands in one line. */
export function asyncProgram(lines, edit = 0) {
  const calls = each(lines, (i) => `    sum += await part${i}(sum);`);
  return `import { log, millis, Output, sleep, spawn, yieldNow } from "wakeful";
const led = Output.at(13);
${each(lines, asynchronous).join("\n")}
@task
async function work(): Promise<void> {
  let sum: u32 = ${edit};
  while (true) {
${calls.join("\n")}
    log("{}", sum);
  }
}
export function main(): void {
  spawn(work());
}
`;
}

/** As many lines, without waiting. */
export function plainProgram(lines, edit = 0) {
  const calls = each(lines, (i) => `    sum += part${i}(sum);`);
  return `@external("hal", "rest")
declare function rest(n: u32): void;
@external("hal", "toggle")
declare function toggle(): void;
@external("hal", "tell")
declare function tell(n: u32): void;
${each(lines, plain).join("\n")}
export function main(): void {
  let sum: u32 = ${edit};
  while (true) {
${calls.join("\n")}
    tell(sum);
  }
}
`;
}

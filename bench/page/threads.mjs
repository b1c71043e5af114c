// What the threads of a browser took of the processor, told by the system: their own clocks, not the wall's.
import { readdirSync, readFileSync } from "node:fs";

/** Linux cuts the names of threads to 15 letters. */
const WORKER = "DedicatedWorker";

/** Milliseconds of each thread, by its name; the first has the number of its process. */
function timesOf(pid) {
  const folder = `/proc/${pid}/task`;
  return readdirSync(folder).map((thread) => {
    const read = (file) => readFileSync(`${folder}/${thread}/${file}`, "utf8");
    // Nanoseconds on a processor come first.
    const millis = Number(read("schedstat").split(" ")[0]) / 1e6;
    return { name: Number(thread) === pid ? "main" : read("comm").trim(), millis };
  });
}

/**
 * @param processes as `SystemInfo.getProcessInfo` tells them.
 * @returns milliseconds so far of the page that has a worker, of its worker, and of what puts pictures together.
 */
export function threadTimes(processes) {
  const all = processes
    .filter(({ type }) => type === "renderer" || type === "GPU")
    .map(({ type, id }) => ({ type, threads: timesOf(id) }));
  const page = all.find(({ threads }) => threads.some(({ name }) => name === WORKER));
  const sum = (threads) => threads.reduce((total, { millis }) => total + millis, 0);
  return {
    page: sum(page.threads.filter(({ name }) => name === "main")),
    worker: sum(page.threads.filter(({ name }) => name === WORKER)),
    screen: sum(all.filter(({ type }) => type === "GPU").flatMap(({ threads }) => threads)),
  };
}

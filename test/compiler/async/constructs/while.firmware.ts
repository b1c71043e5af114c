import { millis, Output, sleep, spawn } from "wakeful";

@task
async function work(times: i32): Promise<i32> {
  let done = 0;
  while (done < times) {
    if (done == 3) break;
    await sleep(millis(1));
    done++;
    if (done == 2) continue;
    Output.at(13).toggle();
  }
  return done;
}

export function main(): void {
  spawn(work(5));
}

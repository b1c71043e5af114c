/**
 * A device hangs at every third question. Who asks waits 50 ms, shows a red LED for a while, and asks again.
 * What timed out is cancelled and leaves nothing behind: the question is taken back, and the answer that
 * the device has in the end goes nowhere.
 */
import { Actor, log, millis, Output, sleep, spawn, timeout } from "wakeful";

/** Answers a number with its square. */
const device = Actor.create<u32, u32>();

@task
async function serve(): Promise<void> {
  const working = Output.at(11);
  let asked: u32 = 0;
  for await (const question of device) {
    working.high();
    await sleep(millis(++asked % 3 == 0 ? 90 : 20));
    working.low();
    if (!device.reply(question * question)) log("nobody waits for the square of {}", question);
  }
}

/** The square of a number, or 0 if the device does not answer within 50 ms. */
async function square(n: u32): Promise<u32> {
  const answer = device.ask(n);
  if (await timeout(answer, millis(50))) return await answer;
  // `answer` belongs to this block. Where the block ends, the question is taken back.
  return 0;
}

@task
async function ask(): Promise<void> {
  const asking = Output.at(13);
  const failed = Output.at(12);
  let n: u32 = 1;
  while (true) {
    asking.high();
    const answer = await square(n);
    asking.low();
    if (answer) {
      log("the square of {} is {}", n, answer);
      n++;
      await sleep(millis(80));
    } else {
      failed.high();
      await sleep(millis(60));
      failed.low();
    }
  }
}

export function main(): void {
  spawn(serve());
  spawn(ask());
}

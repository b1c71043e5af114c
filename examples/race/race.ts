/**
 * Two runners come home at their own paces, and a referee lights the LED of whoever is first. Futures
 * are asked in the order in which they are written, so a dead heat goes to the left; and `select` takes
 * nothing from the one that lost, whose turn comes next.
 */
import { Channel, log, millis, Output, select, sleep, spawn } from "wakeful";

const left = Channel.create<u32>(2);
const right = Channel.create<u32>(2);

/** Comes home again and again, and sends the number of the lap. */
@task({ pool: 2 })
async function runLaps(home: Channel<u32>, period: u32): Promise<void> {
  for (let lap: u32 = 1; ; lap++) {
    await sleep(millis(period));
    await home.send(lap);
  }
}

/** Shows each arrival for 40 ms. */
@task
async function judge(): Promise<void> {
  const leftLed = Output.at(13);
  const rightLed = Output.at(12);
  while (true) {
    const fromLeft = left.receive();
    const fromRight = right.receive();
    const leftIsFirst = (await select(fromLeft, fromRight)) == 0;
    const led = leftIsFirst ? leftLed : rightLed;
    led.high();
    // Only the winner's future is awaited: a lap that the other has sent stays in its channel.
    if (leftIsFirst) log("left, lap {}", await fromLeft);
    else log("right, lap {}", await fromRight);
    await sleep(millis(40));
    led.low();
  }
}

export function main(): void {
  // Who is spawned first has no advantage.
  spawn(runLaps(right, 300));
  spawn(runLaps(left, 200));
  spawn(judge());
}

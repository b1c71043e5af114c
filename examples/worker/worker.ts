/**
 * A worker that rolls dice for whoever asks, and also toggles an LED every 100 ms, at the exact times. It
 * holds one future for the tick while any number of requests come and go. A `sleep(millis(100))` written
 * inside the `select` would begin anew at each request, and never end, as the next one comes sooner.
 */
import {
  blank,
  Channel,
  log,
  millis,
  Oneshot,
  Output,
  Reply,
  select,
  sleep,
  spawn,
  Ticker,
} from "wakeful";

/** A request carries the right to answer it. */
@unmanaged
class Request {
  sides: u32;
  reply: Reply<u32>;
}

const requests = Channel.create<Request>(4);
const pips = Oneshot.create<u32>();

@task
async function work(): Promise<void> {
  const led = Output.at(13);
  const beat = Ticker.every(millis(100));
  let random: u32 = 2463534242;
  let rolls: u32 = 0;
  while (true) {
    // One for each report, and outside the inner loop, so that a request does not end this wait.
    const tick = beat.next();
    while (true) {
      const request = requests.receive();
      if ((await select(request, tick)) == 1) break;
      const asked = await request;
      random ^= random << 13;
      random ^= random >> 17;
      random ^= random << 5;
      asked.reply.send((random % asked.sides) + 1);
      rolls++;
    }
    led.toggle();
    log("{} rolls", rolls);
  }
}

/** Asks for a roll again and again, and lights its LED for 5 ms a pip. */
@task
async function play(): Promise<void> {
  const led = Output.at(12);
  const request = blank<Request>();
  request.sides = 6;
  while (true) {
    await sleep(millis(30));
    request.reply = pips.open();
    await requests.send(request);
    const rolled = await pips.receive();
    led.high();
    await sleep(millis(5 * rolled));
    led.low();
  }
}

export function main(): void {
  spawn(work());
  spawn(play());
}

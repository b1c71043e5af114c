import {
  Input,
  join,
  log,
  millis,
  now,
  Output,
  Pull,
  seconds,
  select,
  sleep,
  spawn,
} from "wakeful";

/** How long it took until the button was pressed, in microseconds. */
async function press(button: Input): Promise<u64> {
  button.clear();
  const begin = now();
  await button.fallingEdge();
  return now() - begin;
}

async function flash(pin: u8, times: u32, period: u32): Promise<void> {
  const led = Output.at(pin);
  for (let i: u32 = 0; i < times; i++) {
    led.high();
    await sleep(millis(period));
    led.low();
    await sleep(millis(period));
  }
}

@task
async function reaction(): Promise<void> {
  const button = Input.at(4, Pull.Up);
  const go = Output.at(11);
  while (true) {
    await join(flash(13, 2, 250), flash(12, 5, 50));
    go.high();
    const taken = press(button);
    const first = await select(taken, sleep(seconds(1)));
    if (first == 0) log("pressed after {} us", await taken);
    else log("too slow");
    go.low();
  }
}

export function main(): void {
  spawn(reaction());
}

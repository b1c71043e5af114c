import { Channel, log, millis, Output, sleep, spawn } from "wakeful";

const flashes = Channel.create<u32>(2);

@task
async function sender(): Promise<void> {
  const out = flashes.sender();
  for (let length: u32 = 100; length <= 500; length += 100) {
    await out.send(length);
    log("sent {}", length);
  }
} // the only sender is gone: the channel closes

@task
async function lamp(pin: u8): Promise<void> {
  const led = Output.at(pin);
  for await (const length of flashes) {
    led.high();
    await sleep(millis(length));
    led.low();
    await sleep(millis(100));
  }
  log("no more");
}

export function main(): void {
  spawn(sender());
  spawn(lamp(13));
}

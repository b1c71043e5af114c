import { log, millis, Mutex, Output, seconds, sleep, spawn, timeout } from "wakeful";

const bus = Mutex.create<u32>();

async function talk(pin: u8, answersAfter: u32): Promise<void> {
  const led = Output.at(pin);
  await bus.lock();
  led.high();
  await sleep(millis(answersAfter));
  led.low();
}

@task
async function impatient(): Promise<void> {
  if (!(await timeout(talk(13, 60000), millis(100)))) log("no answer");
}

@task
async function patient(): Promise<void> {
  await talk(12, 30);
  log("answered");
}

export function main(): void {
  spawn(impatient());
  spawn(patient());
}

/** A task for each test of uart.spec.ts, chosen by the levels of pins 20 to 24. */
import {
  Input,
  join,
  log,
  micros,
  millis,
  now,
  sleep,
  spawn,
  Text,
  timeout,
  Uart,
  UartFrame,
} from "wakeful";
import { gpio_configure, gpio_read } from "../../../hal/generated/bindings";

const uart = Uart.open(0, 1000000);
const line = Text.create(80);
const buffer = memory.data(64);
const block = memory.data(200);

@task
async function readAll(): Promise<void> {
  log("{}", await uart.read());
  log("{}", await uart.read());
  await sleep(millis(5));
  log("{}", await uart.readInto(buffer, 3));
  log("{}", await uart.readInto(buffer + 3, 61));
  log("{} {}", load<u8>(buffer), load<u8>(buffer + 4));
  log("{}", await uart.readUntil(10, buffer, 64));
  log("{} {}", load<u8>(buffer), now());
  log("{}", await uart.readUntil(10, buffer, 64));
}

@task
async function readShort(): Promise<void> {
  while (true) {
    const line = uart.readUntil(10, buffer, 4);
    const length = await line;
    log("{} {}", length, line.isCut);
  }
}

@task
async function readTimeout(): Promise<void> {
  log("{} at {}", await timeout(uart.read(), micros(500)), now());
  log("{} at {}", await timeout(uart.read(), millis(5)), now());
  log("{}", await uart.read());
}

@task
async function giveLineUp(): Promise<void> {
  let count: u32;
  {
    const line = uart.readUntil(10, buffer, 64);
    const isWhole = await timeout(line, millis(10));
    count = line.count;
    log("{} {}", isWhole, count);
  }
  const length = await uart.readUntil(10, buffer + count, 32);
  log("{} {}", length, load<u8>(buffer + 2));
}

@task
async function stream(): Promise<void> {
  for await (const byte of uart) log("{}", byte);
}

@task({ pool: 2 })
async function reader(name: u32): Promise<void> {
  const own = block + 32 * name;
  while (true) {
    const length = await uart.readUntil(10, own, 32);
    log("{}: {} {}", name, length, load<u8>(own));
  }
}

@task
async function readers(): Promise<void> {
  const first = uart.readUntil(10, buffer, 64);
  await timeout(first, 0);
  spawn(reader(0));
  spawn(reader(1));
  await sleep(millis(2));
  log("gave up");
}

@task
async function write(): Promise<void> {
  memory.fill(buffer, 0x55, 64);
  await uart.writeAll(buffer, 64);
  log("{}", now());
  await uart.writeAll(buffer, 64);
  log("{}", now());
  await uart.write(10);
  log("{}", now());
  await uart.flush();
  log("{}", now());
}

@task({ pool: 3 })
async function writer(byte: u8): Promise<void> {
  const own = block + 50 * (byte - 97);
  memory.fill(own, byte, 50);
  await uart.writeAll(own, 50);
  await uart.write(byte);
}

@task
async function writers(): Promise<void> {
  spawn(writer(97));
  spawn(writer(98));
  spawn(writer(99));
}

@task
async function giveWriteUp(): Promise<void> {
  memory.fill(buffer, 97, 64);
  await uart.writeAll(buffer, 64);
  {
    const cut = uart.writeAll(buffer, 64);
    const isWhole = await timeout(cut, micros(105));
    log("{} {}", isWhole, cut.written);
  }
  await uart.print("end");
}

@task
async function flush(): Promise<void> {
  await uart.print("hello");
  const one = uart.flush();
  const two = uart.flush();
  await join(one, two);
  log("{}", now());
  await uart.flush();
  log("{}", now());
}

@task
async function faults(): Promise<void> {
  while (true) {
    const next = uart.read();
    const byte = await next;
    const counts = <u32>uart.framingErrors * 1000 + uart.parityErrors * 100;
    log("{} {} {}", byte, next.flags, counts + uart.overruns * 10 + uart.breaks);
    if (uart.breaks == 1) uart.tune(1000000, UartFrame.EvenParity);
    if (byte == 33) await sleep(millis(50));
  }
}

@task
async function tune(): Promise<void> {
  await uart.print("slow");
  await uart.flush();
  uart.tune(115200, UartFrame.EvenParity);
  await uart.print("fast");
  await uart.flush();
  uart.close();
  log("{}", now());
  await sleep(millis(5));
  uart.tune(1000000);
  await uart.print("again");
  await uart.flush();
}

@task
async function numbers(): Promise<void> {
  line.clear().add("t=").fixed(2153, 2).add(" ").fixed(-5, 2).add(" ");
  line.number(-42).add(" ").number(0).char(10);
  line.number(i32.MIN_VALUE).add(" ").number(i32.MAX_VALUE).add(" ");
  line.fixed(1, 9).add(" ").fixed(100, 1).char(10);
  await uart.writeAll(line.address, line.length);
  log("{}", line.isCut);
  line.clear();
  for (let i = 0; i < 8; i++) line.add("0123456789");
  line.char(33);
  log("{} {}", line.isCut, line.length);
}

@task
async function lost(): Promise<void> {
  const edge = Input.at(4);
  edge.listen();
  await sleep(millis(2));
  for await (const byte of uart) log("{}", byte);
}

export function main(): void {
  let chosen: u32 = 0;
  for (let bit: u16 = 0; bit < 5; bit++) {
    gpio_configure(20 + bit, 0);
    chosen |= gpio_read(20 + bit) << bit;
  }
  if (chosen == 0) spawn(readAll());
  else if (chosen == 1) spawn(readShort());
  else if (chosen == 2) spawn(readTimeout());
  else if (chosen == 3) spawn(giveLineUp());
  else if (chosen == 4) spawn(stream());
  else if (chosen == 5) spawn(readers());
  else if (chosen == 6) spawn(write());
  else if (chosen == 7) spawn(writers());
  else if (chosen == 8) spawn(giveWriteUp());
  else if (chosen == 9) spawn(flush());
  else if (chosen == 10) spawn(faults());
  else if (chosen == 11) spawn(tune());
  else if (chosen == 12) spawn(numbers());
  else if (chosen == 13) spawn(lost());
}

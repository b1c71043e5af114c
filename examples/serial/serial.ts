/**
 * Sends back each line that it is sent, and obeys two of them: "on" and "off" switch an LED. A second task tells
 * how many lines there were, every two seconds: two writers, and no line is mixed with another.
 */
import { log, Output, seconds, sleep, spawn, Text, Uart } from "wakeful";

const uart = Uart.open(0, 9600);
const answer = Text.create(48);
const report = Text.create(24);
const line = memory.data(32);
const LINE_FEED: u8 = 10;

let lines: u32 = 0;

/** Whether the line is that text. */
function is(text: string, length: u32): bool {
  if (<u32>text.length != length) return false;
  for (let i: u32 = 0; i < length; i++) {
    if (load<u8>(line + i) != <u8>text.charCodeAt(i)) return false;
  }
  return true;
}

@task
async function obey(pin: u8): Promise<void> {
  const led = Output.at(pin);
  await uart.print("ready\n");
  while (true) {
    const next = uart.readUntil(LINE_FEED, line, 32);
    const length = await next;
    lines++;
    if (next.flags) log("something was wrong with line {}", lines);
    if (is("on", length)) led.high();
    if (is("off", length)) led.low();
    answer.clear().add("> ").bytes(line, length);
    if (next.isCut) answer.add("...");
    answer.char(LINE_FEED);
    await uart.writeAll(answer.address, answer.length);
  }
}

@task
async function count(): Promise<void> {
  while (true) {
    await sleep(seconds(2));
    report.clear().add("lines: ").number(lines).char(LINE_FEED);
    await uart.writeAll(report.address, report.length);
  }
}

export function main(): void {
  spawn(obey(13));
  spawn(count());
}

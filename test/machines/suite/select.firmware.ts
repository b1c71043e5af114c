/**
 * In each round of 100 ms a press of pin 2 may come, and then pin 3 has 30 ms to answer it. LED 13 toggles at a press,
 * LED 12 where none came, LED 11 at an answer in time, LED 10 where it failed.
 */
import { Input, log, millis, Output, Pull, select, sleepUntil, spawn, timeoutAt } from "wakeful";

@task
async function rounds(): Promise<void> {
  const pressed = Output.at(13);
  const nothing = Output.at(12);
  const answered = Output.at(11);
  const failed = Output.at(10);
  const press = Input.at(2, Pull.Up);
  const answer = Input.at(3, Pull.Up);
  press.listen();
  answer.listen();
  for (let end = millis(100); ; end += millis(100)) {
    press.clear();
    const first = await select(press.fallingEdge(), sleepUntil(end));
    if (first == 1) {
      nothing.toggle();
      continue;
    }
    pressed.toggle();
    answer.clear();
    if (await timeoutAt(answer.fallingEdge(), press.lastEdge + millis(30))) {
      answered.toggle();
      log("answered in round {}", end / millis(100));
    } else failed.toggle();
    await sleepUntil(end);
  }
}

export function main(): void {
  spawn(rounds());
}

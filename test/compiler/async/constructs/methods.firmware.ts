import { log, micros, Output, sleep, spawn } from "wakeful";

@unmanaged
class Lamp {
  presses: i32;

  async blink(times: i32): Promise<i32> {
    for (let i = 0; i < times; i++) {
      this.presses++;
      await sleep(micros(1));
    }
    return this.presses;
  }

  static async warmUp(n: i32): Promise<i32> {
    await sleep(micros(n));
    return n;
  }
}

const lamp = changetype<Lamp>(memory.data(4, 4));

@task
async function work(): Promise<void> {
  log("{} {}", await Lamp.warmUp(2), await lamp.blink(3));
}

export function main(): void {
  spawn(work());
}

import { Future, log, micros, sleep, spawn } from "wakeful";

/** The next number of a countdown. */
@unmanaged
class Next extends Future<i32> {
  value: i32;

  get hasValue(): bool {
    return this.value > 0;
  }

  poll(): bool {
    return true;
  }
}

@unmanaged
class Countdown {
  left: i32;

  next(place: Next): Next {
    place.value = this.left--;
    return place;
  }
}

const countdown = changetype<Countdown>(memory.data(4, 4));

@task
async function work(): Promise<void> {
  countdown.left = 3;
  for await (const n of countdown) {
    if (n == 2) continue;
    await sleep(micros(n));
    log("{}", n);
  }
}

export function main(): void {
  spawn(work());
}

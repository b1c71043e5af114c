import { Future, log, millis, sleep, spawn } from "wakeful";

/** The next number of a countdown; the last one is 1. */
@unmanaged
class Next extends Future<i32> {
  private value: i32;

  begin(value: i32): Next {
    this.value = value;
    return this;
  }

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
    return place.begin(this.left--);
  }
}

const countdown = changetype<Countdown>(memory.data(offsetof<Countdown>(), 4));

@task
async function launch(): Promise<void> {
  countdown.left = 3;
  for await (const n of countdown) {
    log("{}", n);
    await sleep(millis(1000));
  }
  log("lift-off");
}

export function main(): void {
  spawn(launch());
}

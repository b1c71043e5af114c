/** What firmware can say, once: the compiler and TypeScript must both take it. */
import {
  Channel,
  claim,
  Future,
  Input,
  Instant,
  Join,
  join,
  JoinHandle,
  later,
  Level,
  log,
  lostInterrupts,
  micros,
  millis,
  NEVER,
  now,
  Output,
  panic,
  PinWait,
  Pull,
  seconds,
  select,
  selectFair,
  Sleep,
  sleep,
  sleepUntil,
  spawn,
  timeout,
  timeoutAt,
  tryClaim,
  trySpawn,
  Waiting,
  WaitList,
  yieldNow,
} from "wakeful";

const readings = Channel.create<u32>(8);
const gate = changetype<WaitList>(memory.data(4, 4));

@inline
const LIMIT: i32 = 3;

@inline
function half(x: u32): u32 {
  return x >> 1;
}

async function measured(span: u32): Promise<i32> {
  await sleep(millis(span));
  return <i32>half(span);
}

async function same<T>(value: T): Promise<T> {
  await yieldNow();
  return value;
}

@unmanaged
class Lamp {
  presses: i32;

  async blink(times: i32): Promise<i32> {
    for (let i = 0; i < times; i++) {
      this.presses++;
      await sleepUntil(later(now(), micros(1)));
    }
    return this.presses;
  }

  static async warmUp(n: i32): Promise<i32> {
    await sleep(micros(n));
    return n;
  }
}

const lamp = changetype<Lamp>(memory.data(4, 4));

@task({ pool: 2, priority: 3 })
async function worker(n: i32): Promise<i32> {
  const sum: i32 = (await measured(10)) + (await same<i32>(n)) * LIMIT;
  if (sum < 0) panic("the sum is negative");
  if (sum > 1000) throw new Error("the sum is too large");
  return sum;
}

@task
async function boss(): Promise<void> {
  const led = Output.at(13, Level.High);
  const button = Input.at(4, Pull.Up);
  const handle = spawn(worker(1));
  const second: JoinHandle<i32> | null = trySpawn(worker(2));
  const end = handle.join();
  const value: i32 = await end;
  if (end.hasValue && !end.isAborted) log("value {}", value);
  if (second) {
    log("{} {}", await second.join(), second.isFinished);
    second.abort();
  }
  while (true) {
    const message = readings.receive();
    const first: i32 = await select(message, sleep(seconds(1)));
    if (first == 0) log("{}", await message);
    if ((await selectFair(button.fallingEdge(), readings.send(5), sleep(NEVER))) == 1) break;
    await join(measured(1), button.anyEdge(), sleep(3));
    if (!(await timeout(button.risingEdge(), millis(100)))) log("too late");
    const inTime = await timeoutAt(button.high(), now() + millis(5));
    led.set(inTime ? Level.High : Level.Low);
    log("many {} {} {} {}", first, 1.5, inTime, lostInterrupts());
    log("{} {}", await Lamp.warmUp(2), await lamp.blink(3));
  }
  if (!readings.trySend(1)) log("full, {} of {}", readings.length, readings.capacity);
  log("{}", readings.tryReceive(0));
}

@unmanaged
class Turn extends Waiting<void> {
  poll(): bool {
    if (this.takeGrant()) return true;
    if (!this.isLinked) gate.append(changetype<usize>(this));
    return false;
  }

  drop(): void {
    if (gate.remove(changetype<usize>(this))) gate.grantFirst();
  }
}

@task({ pool: 2 })
class Watch extends Future<u32> {
  private count: u32;
  private since: Instant;
  @embed private button: Input;
  @embed private change: PinWait;
  @embed private nap: Sleep;
  @embed private end: Join<i32>;
  @embed private turn: Turn;

  begin(pin: u16, other: JoinHandle<i32>): Watch {
    this.since = now();
    this.button.begin(pin, Pull.None).anyEdge(this.change);
    this.nap.after(millis(20));
    other.join(this.end);
    this.turn.clear();
    return this;
  }

  poll(): bool {
    while (this.change.poll()) {
      this.count++;
      this.button.anyEdge(this.change);
    }
    if (this.nap.poll()) this.nap.until(later(this.since, seconds(1)));
    return this.turn.poll() && this.end.poll() && this.end.output() > 0;
  }

  drop(): void {
    this.change.drop();
    this.button.drop();
    this.nap.drop();
    this.end.drop();
    this.turn.drop();
  }
}

export function main(): void {
  spawn(boss());
  const handle = spawn(worker(3));
  spawn(claim<Watch>().begin(4, handle));
  const slot = tryClaim<Watch>();
  if (slot) spawn(slot.begin(5, handle)).detach();
}

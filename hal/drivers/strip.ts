/**
 * Strips of LEDs on one wire. The host times the pulses; this keeps the colours, hands them over in pieces, and
 * says when the LEDs show them.
 */
import { Packed } from "../../firmware/executor/value";
import { WaitList, Waiting } from "../../firmware/executor/wait-list";
import { Waker } from "../../firmware/executor/waker";
import { strip_open, strip_put, strip_run, StripEvent } from "../generated/bindings";

/** Head of the list of strips. */
@lazy
const strips: usize = memory.data(4, 4);

// Within all limits of WS2812, WS2812B (V1.0 and V5) and SK6812. A 1 and the low behind it have to be longer than 580 ns
// for the one of them, and no longer than 750 and 600 for others: of 1250 ns that leaves 650 to 670 for the 1.
const BIT: i32 = 1250;
const ZERO: i32 = 350;
const ONE: i32 = 660;
/** How often a picture that was cut in two is sent anew. */
const TRIES: u8 = 3;
/** WS2812B needs more than 280 µs; those of before needed 50. */
const LATCH: i32 = 300;

/** The colours of one LED, in the order in which it takes them. */
@unmanaged
class Pixel {
  green: u8;
  red: u8;
  blue: u8;
}

/** `const pixels = Strip.at(6, 16)` at the top of a file: pin 6, 16 LEDs. 16 bytes, and 3 for each LED. */
@unmanaged
export class Strip extends Packed<Pixel> {
  private link: usize;
  private waiters: usize;
  /** @internal */
  pin: u16;
  /** How many LEDs it has. */
  length: u16;
  /** How bright all of it is, 255 at most. Colours keep their values, and are shown with it from the next `show`. */
  brightness: u8;
  /**
   * Until the LEDs show what was sent.
   * @internal
   */
  isBusy: bool;
  /**
   * Whether what was sent may have been cut in two.
   * @internal
   */
  isTorn: bool;

  /**
   * Whether the host has asked for more. Between, a byte more would cut the colour of a LED in two if the picture
   * were given up.
   * @internal
   */
  hasRoom: bool;

  /**
   * Makes a strip, all dark.
   * @param pin the data line.
   * @param capacity how many LEDs it has; a constant.
   */
  static at(home: Strip, pin: u16, capacity: u32): Strip {
    memory.fill(changetype<usize>(home), 0, offsetof<Strip>() + 3 * capacity);
    home.link = load<usize>(strips);
    store<usize>(strips, changetype<usize>(home));
    home.pin = pin;
    home.length = <u16>capacity;
    home.brightness = 255;
    strip_open(pin, BIT, ZERO, ONE, LATCH);
    return home;
  }

  @inline private pixelAt(index: u32): Pixel {
    return changetype<Pixel>(changetype<usize>(this) + offsetof<Strip>() + 3 * index);
  }

  /** Gives a LED a colour, each part from 0 to 255. It shows it with the next `show`. One that is not there is passed over. */
  set(index: u32, red: u8, green: u8, blue: u8): void {
    if (index >= this.length) return;
    const pixel = this.pixelAt(index);
    pixel.red = red;
    pixel.green = green;
    pixel.blue = blue;
  }

  /** The colour of a LED as 0xRRGGBB; 0 if it is not there. */
  get(index: u32): u32 {
    if (index >= this.length) return 0;
    const pixel = this.pixelAt(index);
    return ((<u32>pixel.red) << 16) | ((<u32>pixel.green) << 8) | pixel.blue;
  }

  /** Gives all LEDs a colour. */
  fill(red: u8, green: u8, blue: u8): void {
    for (let i: u32 = 0; i < this.length; i++) this.set(i, red, green, blue);
  }

  /** Sends the colours. True if all LEDs show theirs, which only a hogged processor can prevent. 16 LEDs take 0.8 ms; the others run meanwhile, but must not change colours. */
  show(place: StripShow): StripShow {
    return place.begin(this);
  }

  /** @internal */
  @inline get list(): WaitList {
    return changetype<WaitList>(changetype<usize>(this) + offsetof<Strip>("waiters"));
  }

  /**
   * Hands over bytes from `from` on, as many as there is room for.
   * @returns how many are handed over now.
   * @internal
   */
  put(from: u32): u32 {
    const data = changetype<usize>(this) + offsetof<Strip>();
    const count = <u32>this.length * 3;
    const factor = <u32>this.brightness + 1;
    while (from < count && strip_put(this.pin, (load<u8>(data + from) * factor) >> 8)) from++;
    strip_run(this.pin);
    return from;
  }

  /** @internal */
  call(): void {
    const first = this.list.first;
    if (first) changetype<StripShow>(first).waker.wake();
  }

  /**
   * Called by the interrupt table.
   * @internal
   */
  static deliver(pin: i32, event: i32, _time: i64): void {
    for (let at = load<usize>(strips); at; at = changetype<Strip>(at).link) {
      const strip = changetype<Strip>(at);
      if (strip.pin != pin) continue;
      if (event == StripEvent.Latched) strip.isBusy = false;
      else strip.hasRoom = true;
      strip.call();
    }
  }

  /**
   * Called by the interrupt table: events were lost. One byte more has the host tell of the latch again; then all
   * is sent anew.
   * @internal
   */
  static resync(_time: i64): void {
    for (let at = load<usize>(strips); at; at = changetype<Strip>(at).link) {
      const strip = changetype<Strip>(at);
      if (!strip.isBusy) continue;
      strip.isTorn = true;
      strip.hasRoom = true;
      strip_put(strip.pin, 0);
      strip_run(strip.pin);
      strip.call();
    }
  }
}

/**
 * Ready when the LEDs show what they got; the output is whether that is the whole picture. If another task kept the
 * processor for so long that the line fell silent in the middle, all is sent anew, but not more than three times.
 *
 * **Cancel safety:** restarts: LEDs that have got their colour by then show it, and the others keep theirs.
 */
@unmanaged
export class StripShow extends Waiting<bool> {
  private strip: Strip;
  /** Bytes that the host has. */
  private sent: u32;
  /** How often it has begun. */
  private tries: u8;
  private isWhole: bool;

  begin(strip: Strip): StripShow {
    this.clear();
    this.strip = strip;
    this.sent = 0;
    this.tries = 0;
    return this;
  }

  poll(): bool {
    const strip = this.strip;
    const list = strip.list;
    const self = changetype<usize>(this);
    if (this.isLinked) this.waker = Waker.current();
    else list.append(self);
    if (list.first != self) return false;
    if (!strip.isBusy) {
      this.isWhole = !strip.isTorn && this.sent == <u32>strip.length * 3;
      if (this.tries == TRIES || (this.tries > 0 && this.isWhole)) {
        list.remove(self);
        strip.call();
        return true;
      }
      strip.isTorn = false;
      strip.isBusy = true;
      strip.hasRoom = true;
      this.tries++;
      this.sent = 0;
    } else if (this.tries == 0) return false;
    if (strip.hasRoom) {
      strip.hasRoom = false;
      this.sent = strip.put(this.sent);
    }
    return false;
  }

  output(): bool {
    return this.isWhole;
  }

  drop(): void {
    if (!this.isLinked) return;
    this.strip.list.remove(changetype<usize>(this));
    this.strip.call();
  }
}

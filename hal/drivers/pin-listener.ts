/**
 * Those who listen to pins: one list for all drivers, since any number of them may listen to one pin,
 * and the board must be told when nobody does any more. Each driver serves the listeners of its kind.
 */
import { Edges, gpio_listen, gpio_read } from "../generated/bindings";

/** Head of the list. */
const listening: usize = memory.data(4, 4);

/** Whose a listener is. */
export enum ListenerKind {
  None = 0,
  Input = 1,
  Button = 2,
  EncoderA = 3,
  EncoderB = 4,
  Capture = 5,
  Sonar = 6,
  Dht22 = 7,
  Keypad = 8,
}

/** One who listens to a pin. 8 bytes, at the start of a driver's object. */
@unmanaged
export class PinListener {
  /** The next one that listens. */
  private link: usize;
  /** @internal */
  pin: u16;
  /** @internal */
  kind: u8;
  /**
   * What the driver takes for the pin's state after the newest edge.
   * @internal
   */
  known: u8;

  /** @internal */
  @inline get isListening(): bool {
    return this.kind != ListenerKind.None;
  }

  /**
   * Is told of edges from now on.
   * @returns the level now, which is where they start. It is read after the board was told to watch, so
   * an edge in between is delivered, and brings a level that is known already.
   * @internal
   */
  attach(kind: ListenerKind): u8 {
    this.kind = <u8>kind;
    this.link = load<usize>(listening);
    store<usize>(listening, changetype<usize>(this));
    gpio_listen(this.pin, Edges.Both);
    return <u8>gpio_read(this.pin);
  }

  /** @internal */
  detach(): void {
    this.kind = <u8>ListenerKind.None;
    let isShared = false;
    let place = listening;
    for (let at = load<usize>(place); at; at = load<usize>(place)) {
      const other = changetype<PinListener>(at);
      if (other == this) {
        store<usize>(place, this.link);
        continue;
      }
      if (other.pin == this.pin) isShared = true;
      place = at + offsetof<PinListener>("link");
    }
    if (!isShared) gpio_listen(this.pin, Edges.None);
  }

  /**
   * Every listener, of whatever kind.
   * @internal
   */
  @inline static get all(): usize {
    return load<usize>(listening);
  }

  /** @internal */
  @inline get nextListener(): usize {
    return this.link;
  }

  /**
   * Whether it is one of a kind at a pin: kind and pin lie in memory as one number.
   * @internal
   */
  @inline isAt(kind: ListenerKind, pin: u32): bool {
    const both = load<u32>(changetype<usize>(this), offsetof<PinListener>("pin")) & 0xffffff;
    return both == (((<u32>kind) << 16) | pin);
  }

  /**
   * The next listener of a kind behind this one, or nothing.
   * @internal
   */
  @inline static after(at: usize, kind: ListenerKind): usize {
    while (at && changetype<PinListener>(at).kind != <u8>kind)
      at = changetype<PinListener>(at).link;
    return at;
  }

  /** @internal */
  @inline static first(kind: ListenerKind): usize {
    return PinListener.after(load<usize>(listening), kind);
  }

  /** @internal */
  @inline nextOf(kind: ListenerKind): usize {
    return PinListener.after(this.link, kind);
  }
}

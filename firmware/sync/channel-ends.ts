/** What one task holds of a channel: futures that wait at it, and senders that are counted. */
import { Guard } from "../executor/guard";
import { kept, none, Receiving } from "../executor/value";
import { Answer, Waiting } from "../executor/wait-list";
import { Channel } from "./channel";

/**
 * Ready when a value was taken out of the channel, or the channel has ended; the output is that
 * value.
 *
 * **Cancel safety:** cancel safe. A value is taken in the poll that says ready; one that was
 * promised goes to the next who waits.
 */
@unmanaged
export class Receive<T> extends Receiving<T> {
  /** False if the channel was closed and nothing was left. */
  hasValue: bool;

  begin(channel: Channel<T>): Receive<T> {
    this.clear();
    this.owner = changetype<usize>(channel);
    return this;
  }

  /** @internal */
  get isStream(): bool {
    return true;
  }

  poll(): bool {
    if (this.isLinked) return false;
    const channel = changetype<Channel<T>>(this.owner);
    if (this.takeGrant()) channel.usePromise();
    else if (!channel.hasValue) {
      this.hasValue = false;
      if (channel.hasEnded) {
        this.value = none<T>();
        return true;
      }
      channel.receivers.append(changetype<usize>(this));
      return false;
    }
    this.value = kept<Receive<T>, T>(this, channel.first);
    this.hasValue = true;
    channel.removeFirst();
    return true;
  }

  drop(): void {
    const channel = changetype<Channel<T>>(this.owner);
    if (!channel.receivers.remove(changetype<usize>(this))) return;
    channel.usePromise();
    channel.settle();
  }
}

/**
 * Ready when its value is in the channel, or the channel is closed; the output is whether it is in.
 *
 * **Cancel safety:** cancel safe. Until it is ready the value is not in the channel, and after a drop
 * it never will be; a place that was kept for it goes to the next who waits. A record is copied when
 * it goes in.
 */
@unmanaged
export class Send<T> extends Waiting<bool> {
  private channel: Channel<T>;
  private value: T;
  private isIn: bool;

  begin(channel: Channel<T>, value: T): Send<T> {
    this.clear();
    this.channel = channel;
    this.value = value;
    return this;
  }

  poll(): bool {
    if (this.isLinked) return false;
    const channel = this.channel;
    this.isIn = true;
    if (this.takeGrant()) channel.useKept();
    else if (channel.isClosed) {
      this.isIn = false;
      return true;
    } else if (!channel.hasRoom) {
      channel.senders.append(changetype<usize>(this));
      return false;
    }
    channel.put(this.value);
    return true;
  }

  output(): bool {
    return this.isIn;
  }

  drop(): void {
    const channel = this.channel;
    if (!channel.senders.remove(changetype<usize>(this))) return;
    channel.useKept();
    channel.settle();
  }
}

/**
 * Ready when a place in the channel is kept for it, or the channel is closed; the output is whether
 * there is one. Until `send` uses it, or the block ends, nobody else gets the place.
 *
 * **Cancel safety:** cancel safe. The place goes to the next who waits.
 */
@unmanaged
export class Reserve<T> extends Guard<bool> {
  private channel: Channel<T>;

  begin(channel: Channel<T>): Reserve<T> {
    this.clear();
    this.channel = channel;
    return this;
  }

  poll(): bool {
    if (this.isLinked) return false;
    const channel = this.channel;
    if (this.isGranted || channel.isClosed) return true;
    if (!channel.hasRoom) {
      channel.senders.append(changetype<usize>(this));
      return false;
    }
    channel.keepOne();
    this.prev = Answer.Granted;
    return true;
  }

  output(): bool {
    return this.isGranted;
  }

  /**
   * Puts a value into the place.
   * @returns false if it has none: it was used, or the channel is closed.
   */
  send(value: T): bool {
    if (!this.takeGrant()) return false;
    this.channel.useKept();
    this.channel.put(value);
    return true;
  }

  drop(): void {
    const channel = this.channel;
    if (!channel.senders.remove(changetype<usize>(this))) return;
    channel.useKept();
    channel.settle();
  }
}

/** One of several who send: `const out = readings.sender()`. The last one to go closes the channel. */
@unmanaged
export class Sender<T> {
  private channel: Channel<T>;

  begin(channel: Channel<T>): Sender<T> {
    this.channel = channel;
    return this;
  }

  /** As `Channel.send`. */
  send(place: Send<T>, value: T): Send<T> {
    return place.begin(this.channel, value);
  }

  /** As `Channel.trySend`. */
  trySend(value: T): bool {
    return this.channel.trySend(value);
  }

  drop(): void {
    const channel = this.channel;
    if (!changetype<usize>(channel)) return;
    this.channel = changetype<Channel<T>>(0);
    channel.releaseSender();
  }
}

import { beforeAll, expect, test } from "vitest";
import { type Duelist, play, SECOND } from "../../support/duel.ts";
import { loadParts, type Parts } from "../../support/parts.ts";
import { type Body, lent, select, until } from "../../support/plain.ts";
import { PlainChannel } from "../../support/plain-channel.ts";

interface Firmware extends Duelist {
  spawnEnd(kind: number, id: number, value: number): number;
  trySend(value: number): number;
  forceSend(value: number): number;
  tryReceive(): number;
  clear(): void;
  close(): void;
  state(): number;
}

let parts: Parts;

beforeAll(async () => {
  parts = await loadParts("test/firmware/sync/channel-model.firmware.ts");
});

type End = "receive" | "follow" | "send" | "reserve";
type Direct = "trySend" | "forceSend" | "tryReceive" | "clear" | "close";
const ends: readonly End[] = ["receive", "follow", "send", "reserve"];

test("values go in and come out in order, each once, whoever is cut off with a grant under way", () => {
  play<Firmware, End | Direct>(
    parts,
    [...ends, ...ends, "trySend", "forceSend", "tryReceive", "clear", "close", "close"],
    (duel) => {
      const { executor, firmware, gates } = duel;
      const channel = new PlainChannel(executor, 2);
      let last = 0;
      let closings = 0;
      const bodies: Record<End, (id: number, value: number) => Body> = {
        *receive(id) {
          const next = channel.receive();
          const which = yield* select(gates.of(id + SECOND), next);
          duel.tell(id, which === 0 ? 0 : (next.value ?? -1));
        },
        *follow(id) {
          for (const next = channel.receive(); ;) {
            yield* until(next);
            if (next.value === undefined) break;
            duel.tell(id, next.value);
            yield* until(gates.of(id));
          }
          duel.tell(id, -1);
        },
        *send(id, value) {
          const send = channel.send(value);
          const which = yield* select(gates.of(id + SECOND), send);
          duel.tell(id, which === 0 ? 0 : send.isIn ? 1 : -1);
        },
        *reserve(id, value) {
          const place = channel.reserve();
          try {
            if ((yield* select(gates.of(id + SECOND), lent(place))) === 0) {
              duel.tell(id, 0);
              return;
            }
            const { isKept } = place;
            duel.tell(id, isKept ? 1 : -1);
            if ((yield* select(gates.of(id + SECOND), gates.of(id))) === 0) return;
            if (isKept) place.send(value);
            duel.tell(id, isKept ? 2 : -2);
          } finally {
            place.drop();
          }
        },
      };
      const start = (end: End): void => {
        const value = ++last;
        duel.start(
          (id) => firmware.spawnEnd(ends.indexOf(end), id, value),
          (id) => bodies[end](id, value),
        );
      };
      const direct: Record<Direct, () => void> = {
        trySend: () => expect(firmware.trySend(++last)).toBe(channel.trySend(last) ? 1 : 0),
        forceSend: () => expect(firmware.forceSend(++last)).toBe(channel.forceSend(last) ? 1 : 0),
        tryReceive: () => expect(firmware.tryReceive()).toBe(channel.tryReceive()),
        clear: () => {
          firmware.clear();
          channel.clear();
        },
        // Only the fourth one counts, or most runs would be over soon.
        close: () => {
          if (++closings < 4) return;
          firmware.close();
          channel.close();
        },
      };
      return {
        act: (name) => {
          if (name in bodies) start(name as End);
          else direct[name as Direct]();
          const free = (channel.hasValue ? 2 : 0) | (channel.hasRoom ? 1 : 0);
          expect(firmware.state()).toBe((channel.inside.length << 16) | (channel.lost << 4) | free);
        },
        gone: () => {
          for (let i = 0; i < 3; i++) start("send");
          for (let i = 0; i < 5; i++) start("receive");
          duel.settle();
          for (let i = 0; i < 4; i++) direct.close();
          duel.settle();
        },
      };
    },
    { numRuns: 500 },
  );
});

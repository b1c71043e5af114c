/** Rules about nets that several parts share. */
import type { Complaint, WiringRule } from "./rule.ts";
import { listOf } from "./subject.ts";

export const railsShorted: WiringRule = {
  name: "rails-shorted",
  severity: "warning",
  finds: "GND and the supply wired together",
  hint: "Take one of these wires away: a real board switches off, or burns.",
  atRun: true,
  check(subject) {
    const { board } = subject;
    const told = new Set<readonly string[]>();
    return board.supply.flatMap((rail): Complaint[] => {
      const group = subject.group(rail);
      if (!subject.isGround(rail) || told.has(group)) return [];
      told.add(group);
      const rails = group.filter((one) => board.supply.includes(one) || board.ground.includes(one));
      return [
        { path: subject.pathOf(rail), message: `a short: ${listOf(rails)} are wired together` },
      ];
    });
  },
};

export const suppliesJoined: WiringRule = {
  name: "supplies-joined",
  severity: "warning",
  finds: "supplies of different voltages wired together",
  hint: "Take one of these wires away: the higher one damages what the lower one feeds.",
  check(subject) {
    const { supply, railVolts, volts } = subject.board;
    const told = new Set<readonly string[]>();
    return supply.flatMap((rail): Complaint[] => {
      const group = subject.group(rail);
      const rails = supply.filter((one) => group.includes(one));
      const voltages = new Set(rails.map((one) => railVolts[one] ?? volts));
      if (voltages.size < 2 || told.has(group)) return [];
      told.add(group);
      const names = rails.map((one) => `${one} (${railVolts[one] ?? volts} V)`);
      const path = subject.pathOf(rail);
      return [{ path, message: `${listOf(names)} are wired together` }];
    });
  },
};

export const outputsJoined: WiringRule = {
  name: "outputs-joined",
  severity: "warning",
  finds: "two parts that drive one net",
  hint: "Give each of them a pin of its own.",
  check(subject) {
    const outputs = subject.board.switches
      .filter(({ id }) => id.endsWith("(high)"))
      .map(({ a }) => a);
    const told = new Set<readonly string[]>();
    return outputs.flatMap((output): Complaint[] => {
      const group = subject.group(output);
      const here = outputs.filter((one) => group.includes(one));
      if (here.length < 2 || told.has(group)) return [];
      told.add(group);
      const message = `${listOf(here)} are outputs on one net, against each other`;
      return [{ path: subject.pathOf(here[1]!), message }];
    });
  },
};

export const busWithoutPullUps: WiringRule = {
  name: "bus-without-pull-ups",
  severity: "warning",
  finds: "an I2C bus without a resistor to the supply",
  hint: "Wire a resistor of 4.7 kΩ from SDA to the supply, and one from SCL. Pull-ups of the chip are weak.",
  atRun: true,
  check(subject) {
    const told = new Set<readonly string[]>();
    return subject.parts.flatMap(({ id, index, definition }): Complaint[] => {
      if (definition === undefined || definition.board !== undefined) return [];
      if (!["SDA", "SCL"].every((t) => definition.terminals.includes(t))) return [];
      const bare = ["SDA", "SCL"].filter((t) => {
        const group = subject.group(`${id}:${t}`);
        if (subject.pinsAt(`${id}:${t}`).length === 0 || told.has(group)) return false;
        told.add(group);
        return !subject.board.resistors.some(
          ({ a, b }) =>
            (group.includes(a) && subject.isSupply(b)) ||
            (group.includes(b) && subject.isSupply(a)),
        );
      });
      if (bare.length === 0) return [];
      return [{ path: ["parts", index], message: `${listOf(bare)} of ${id} have no pull-up` }];
    });
  },
};

export const serialCrossed: WiringRule = {
  name: "serial-crossed",
  severity: "warning",
  finds: "the serial monitor wired TX to TX, or RX to RX",
  hint: "What one side sends (TX) goes to where the other hears (RX).",
  check({ board, connections }) {
    const monitor = "$serialMonitor:";
    const numbers = (which: "tx" | "rx"): number[] =>
      board.functions.uart.map((uart) => uart[which]);
    return connections.flatMap(([a, b], i): Complaint[] => {
      const side = a.startsWith(monitor) ? 0 : b.startsWith(monitor) ? 1 : undefined;
      if (side === undefined) return [];
      const [own, other] = side === 0 ? [a, b] : [b, a];
      const terminal = own.slice(monitor.length);
      const pin = board.pins.find(({ terminals }) => terminals.includes(other));
      const same = numbers(terminal === "TX" ? "tx" : "rx");
      if (pin === undefined || !same.includes(pin.logical)) return [];
      const message = `${terminal} of the serial monitor is wired to ${other}, which is ${terminal} as well`;
      return [{ path: ["connections", i, side], message }];
    });
  },
};

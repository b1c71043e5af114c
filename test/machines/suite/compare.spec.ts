/** The comparison itself: recordings that were tampered with are told, and by the right words. */
import { expect, test } from "vitest";
import type { Edge, Recording } from "../machine.ts";
import { compare, type Terms } from "./compare.ts";

/** `ms pin level` */
function edges(...lines: readonly string[]): Edge[] {
  return lines.map((line) => {
    const [ms, pin, level] = line.split(" ").map(Number);
    return { time: BigInt(Math.round(ms! * 1e6)), pin: pin!, level: level as 0 | 1 };
  });
}

const logs = [{ head: 0x10003, args: [7n, 0n, 0n, 0n] }];

const honest: Recording = {
  edges: edges("0 13 1", "100 12 1", "200 13 0", "200 12 0", "300 13 1", "350 12 1", "400 13 0"),
  logs,
};

const terms: Terms = {
  times: "grid",
  toleranceMicros: 500,
  until: 450_000,
  withLogs: true,
};

/** What is said of another recording. */
function verdict(machine: Partial<Recording>, more: Partial<Terms> = {}, oracle = honest): string {
  try {
    const { edges, deviationMicros } = compare(
      oracle,
      { ...oracle, ...machine },
      { ...terms, ...more },
    );
    return `${edges} edges agree, ${deviationMicros} us`;
  } catch (error) {
    return (error as Error).message.split("\n")[0]!;
  }
}

/** Each edge later by a time of its own, in milliseconds. */
function delayed(late: (index: number) => number, from = honest.edges): Edge[] {
  return from.map((edge, i) => ({ ...edge, time: edge.time + BigInt(Math.round(late(i) * 1e6)) }));
}

test("the same is the same", () => {
  expect(verdict({})).toBe("7 edges agree, 0 us");
  expect(verdict({ edges: delayed(() => 0.4) })).toBe("7 edges agree, 400 us");
});

test("a missing edge", () => {
  expect(verdict({ edges: honest.edges.toSpliced(6, 1) })).toBe("edge 4 of pin 13 is missing");
  expect(verdict({ edges: honest.edges.toSpliced(1, 1) })).toBe(
    "edge 1 of pin 12 is 250000 us late; the tolerance is 500 us",
  );
  expect(verdict({ edges: [] })).toBe("edge 1 of pin 13 is missing");
});

test("an edge that V8 has not", () => {
  const more = [...honest.edges, ...edges("420 13 1")];
  expect(verdict({ edges: more })).toBe("pin 13 has an edge more");
  const other = [...honest.edges, ...edges("420 5 1")];
  expect(verdict({ edges: other })).toBe("pin 5 has an edge more");
});

test("a pulse that is not there, within the tolerance", () => {
  const glitch = honest.edges.toSpliced(2, 0, ...edges("100.05 12 0", "100.1 12 1"));
  expect(verdict({ edges: glitch })).toBe(
    "edge 2 of pin 12 is 99950 us early; the tolerance is 500 us",
  );
});

test("two pins in the wrong order", () => {
  const [a, b, c, d, e, f, g] = honest.edges;
  // Each is in time, but as the machine tells it, one came after the other.
  expect(verdict({ edges: [a!, c!, b!, d!, e!, f!, g!] })).toBe(
    "pin 13 comes before pin 12, and in V8 after it",
  );
});

test("what V8 does in one instant may come in either order", () => {
  const [a, b, c, d, e, f, g] = honest.edges;
  expect(verdict({ edges: [a!, b!, d!, c!, e!, f!, g!] })).toBe("7 edges agree, 0 us");
});

test("a late edge, and an early one", () => {
  expect(verdict({ edges: delayed((i) => (i === 4 ? 0.6 : 0)) })).toBe(
    "edge 3 of pin 13 is 600 us late; the tolerance is 500 us",
  );
  expect(verdict({ edges: delayed((i) => (i === 4 ? -0.01 : 0)) })).toBe(
    "edge 3 of pin 13 is 10 us early; the tolerance is 500 us",
  );
  expect(verdict({ edges: delayed((i) => (i === 4 ? 0.001 : 0)) }, { toleranceMicros: 0 })).toBe(
    "edge 3 of pin 13 is 1 us late; the tolerance is 0 us",
  );
});

/** An hour of a ticker. */
const hour: Recording = {
  edges: Array.from({ length: 3600 }, (_, i) => ({
    time: BigInt(i + 1) * 1_000_000_000n,
    pin: 13,
    level: ((i + 1) % 2) as 0 | 1,
  })),
};

test("a ticker that drifts, by 1 us in a second", () => {
  const until = 3_600_500_000;
  const drifting = delayed((i) => i / 1000, hour.edges);
  expect(verdict({ edges: drifting }, { until }, hour)).toBe(
    "edge 502 of pin 13 is 501 us late; the tolerance is 500 us",
  );
});

test("a chain of sleeps may shift, each gap by the tolerance; not by more", () => {
  const until = 3_600_500_000;
  const relative = { times: "relative", until } as const;
  const shifting = delayed((i) => (i + 1) * 0.4, hour.edges);
  expect(verdict({ edges: shifting.slice(0, -1) }, relative, hour)).toBe(
    "3599 edges agree, 400 us",
  );
  expect(verdict({ edges: shifting.slice(0, -2) }, relative, hour)).toBe(
    "edge 3599 of pin 13 is missing",
  );
  const once = delayed((i) => (i < 1000 ? 0 : 0.6), hour.edges);
  expect(verdict({ edges: once }, relative, hour)).toBe(
    "the gap before edge 1001 of pin 13 is 600 us too long; the tolerance is 500 us",
  );
  const short = delayed((i) => (i < 1000 ? 0 : -0.6), hour.edges);
  expect(verdict({ edges: short }, relative, hour)).toBe(
    "the gap before edge 1001 of pin 13 is 600 us too short; the tolerance is 500 us",
  );
});

test("edges that end too soon are missing, also in a chain of sleeps", () => {
  const relative = { times: "relative", until: 3_600_500_000 } as const;
  expect(verdict({ edges: hour.edges.slice(0, 3000) }, relative, hour)).toBe(
    "edge 3001 of pin 13 is missing",
  );
});

test("a lost panic, another, and a trap in its place", () => {
  const panicked: Recording = { ...honest, panic: 3 };
  const judge = (machine: Recording): string => {
    try {
      compare(panicked, machine, terms);
      return "agree";
    } catch (error) {
      return (error as Error).message.split("\n")[0]!;
    }
  };
  expect(judge(panicked)).toBe("agree");
  expect(judge(honest)).toBe("the end differs: it runs on, and in V8 panic 3");
  expect(judge({ ...honest, panic: 4 })).toBe("the end differs: panic 4, and in V8 panic 3");
  expect(judge({ ...honest, panic: 0x10001 })).toBe(
    "the end differs: trap OUT_OF_BOUNDS, and in V8 panic 3",
  );
  expect(verdict({ panic: 0x10000 })).toBe(
    "the end differs: trap UNREACHABLE, and in V8 it runs on",
  );
});

test("a lost log, and one with another value", () => {
  expect(verdict({ logs: [] })).toBe("log 1 is nothing, and in V8 text 3 with 7");
  expect(verdict({ logs: [{ head: 0x10003, args: [8n, 0n, 0n, 0n] }] })).toBe(
    "log 1 is text 3 with 8, and in V8 text 3 with 7",
  );
  expect(compare(honest, { edges: honest.edges }, terms).edges).toBe(7);
});

test("a low output may be told or not: a level that is there is no edge", () => {
  expect(verdict({ edges: [...edges("0 12 0"), ...honest.edges] })).toBe("7 edges agree, 0 us");
});

test("both waveforms are shown around the first difference", () => {
  let text = "";
  try {
    compare(honest, { ...honest, edges: delayed((i) => (i === 4 ? 20 : 0)) }, terms);
  } catch (error) {
    text = (error as Error).message;
  }
  expect(text).toMatchInlineSnapshot(`
    "edge 3 of pin 13 is 20000 us late; the tolerance is 500 us

                0s                 100ms               200ms               300ms               400ms
                ┬──────────────────┬───────────────────┬───────────────────┬───────────────────┬────────
    12 V8       ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔
    12 machine  ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔
    13 V8       ▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▁▁▁▁▁▁▁▁▁
    13 machine  ▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▁▁▁▁▁▁▁▁▁
    "
  `);
});

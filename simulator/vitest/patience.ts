/**
 * Time for the compiler. Firmware that was never built before takes some seconds, and vitest gives a
 * test five. So tests that are declared through our `test` have a minute, unless they or the suite
 * around them say otherwise, or the project's limit is longer still.
 */
import { vi } from "vitest";

/** Milliseconds that a test, or a hook of one, has at least. */
export const PATIENCE = 60_000;

interface Limits {
  readonly testTimeout: number;
  readonly hookTimeout: number;
}

/** What is configured; unknown to a vitest that keeps it elsewhere, whose limits then hold. */
function currentLimits(): Limits | undefined {
  const worker = (globalThis as { __vitest_worker__?: { config?: Partial<Limits> } })
    .__vitest_worker__;
  const { testTimeout, hookTimeout } = worker?.config ?? {};
  if (testTimeout === undefined || hookTimeout === undefined) return undefined;
  return { testTimeout, hookTimeout };
}

/** 0 is no limit at all. */
function atLeast(limit: number): number {
  return limit === 0 ? 0 : Math.max(limit, PATIENCE);
}

/** Limits are read when a test is declared, so they are raised for that long only. */
function declare<T>(run: () => T): T {
  const limits = currentLimits();
  if (!limits) return run();
  vi.setConfig({
    testTimeout: atLeast(limits.testTimeout),
    hookTimeout: atLeast(limits.hookTimeout),
  });
  try {
    return run();
  } finally {
    vi.setConfig(limits);
  }
}

/** A `test` of vitest's, with all that hangs on it: `only`, `each`, `extend`, `beforeEach`. */
export function patient<T extends object>(api: T): T {
  return new Proxy(api, {
    apply(target, self, args) {
      const made: unknown = declare(
        () => Reflect.apply(target as (...args: unknown[]) => unknown, self, args) as unknown,
      );
      return typeof made === "function" ? patient(made) : made;
    },
    get(target, key) {
      const value: unknown = Reflect.get(target, key, target);
      const isFixed = Object.getOwnPropertyDescriptor(target, key)?.writable === false;
      if (typeof key === "symbol" || typeof value !== "function" || isFixed) return value;
      return patient(value);
    },
  });
}

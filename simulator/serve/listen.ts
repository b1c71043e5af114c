import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { UsageError } from "../core/errors.ts";

/** Other machines do not reach it. */
const ADDRESS = "127.0.0.1";

/** So many ports after the one that is in use are tried. */
const MOST_TRIES = 20;

export interface Listening {
  readonly port: number;
  /** The port that was in use, if another one had to do. */
  readonly movedFrom: number | undefined;
}

/**
 * Listens on a port of this machine, or on the next free one.
 * @throws UsageError if there is none.
 */
export async function listen(server: Server, port: number, mayMove: boolean): Promise<Listening> {
  const last = mayMove ? Math.min(65_535, port + MOST_TRIES) : port;
  for (let at = port; at <= last; at++) {
    const problem = await tryPort(server, at);
    if (!problem) {
      const address = server.address() as AddressInfo;
      return { port: address.port, movedFrom: at === port ? undefined : port };
    }
    if (problem.code !== "EADDRINUSE") throw refused(port, problem);
  }
  const what = last === port ? `port ${port} is in use` : `ports ${port} to ${last} are in use`;
  throw new UsageError(what, "give another one with --port, or --port 0 for any that is free");
}

function tryPort(server: Server, port: number): Promise<NodeJS.ErrnoException | undefined> {
  return new Promise((resolve) => {
    const failed = (error: NodeJS.ErrnoException): void => resolve(error);
    server.once("error", failed);
    server.listen({ host: ADDRESS, port, exclusive: true }, () => {
      server.off("error", failed);
      resolve(undefined);
    });
  });
}

function refused(port: number, { code, message }: NodeJS.ErrnoException): unknown {
  const why = code === "EACCES" ? "the system keeps it for others" : (code ?? message);
  return new UsageError(
    `port ${port} cannot be had: ${why}`,
    "give one from 1024 on, or --port 0 for any that is free",
  );
}

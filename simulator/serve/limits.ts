/** What one client can take from the server, at most. */
export interface Limits {
  /** Milliseconds for the headers of a request to come. */
  readonly headers: number;
  /** Milliseconds after which a connection on which nothing moves is ended. */
  readonly idle: number;
  /** Bytes of all headers of a request, and of its address. */
  readonly headerBytes: number;
  readonly connections: number;
  /** Pages that listen for builds. */
  readonly streams: number;
  /** Bytes that wait for a page that does not read. */
  readonly unread: number;
  /** Milliseconds between signs of life to a page that listens. */
  readonly keepAlive: number;
}

export const defaultLimits: Limits = {
  headers: 10_000,
  idle: 60_000,
  headerBytes: 16_384,
  connections: 128,
  streams: 32,
  unread: 256 * 1024,
  keepAlive: 15_000,
};

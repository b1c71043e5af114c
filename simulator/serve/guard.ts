/**
 * Who may ask. Any page in the user's browser can send requests to this machine, and a name on the internet can be
 * made to lead here (DNS rebinding). So the server answers only to its own names, and only its own page.
 */
import type { IncomingMessage } from "node:http";

export interface Refusal {
  readonly status: number;
  /** For people; holds nothing of what was asked. */
  readonly text: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What a browser calls this machine, and no other. */
const names = ["127.0.0.1", "localhost", "[::1]"];

/** Browsers leave out the port that they would take anyway. */
function hosts(port: number): string[] {
  return names.flatMap((name) => (port === 80 ? [name, `${name}:80`] : [`${name}:${port}`]));
}

/** Why a request is not answered; undefined if it is. */
export function refuse(request: IncomingMessage, port: number): Refusal | undefined {
  const { headers, method, rawHeaders } = request;
  const given = rawHeaders.filter((name, i) => i % 2 === 0 && name.toLowerCase() === "host");
  if (given.length !== 1) return { status: 400, text: "a request needs one Host header" };
  const own = hosts(port);
  if (!own.includes(headers.host!.toLowerCase())) {
    return {
      status: 403,
      text: `this server is for this machine alone: open http://127.0.0.1:${port}/`,
    };
  }
  if (method !== "GET" && method !== "HEAD") {
    return { status: 405, text: "only GET and HEAD", headers: { Allow: "GET, HEAD" } };
  }
  const length = headers["content-length"];
  if ((length !== undefined && length !== "0") || headers["transfer-encoding"] !== undefined) {
    return { status: 413, text: "a request has no body here" };
  }
  return isOwnPage(request, own) ? undefined : { status: 403, text: "only for its own page" };
}

/** Opening the page is for everybody, from a link for example; what the page loads is for the page. */
function isOwnPage({ headers }: IncomingMessage, own: readonly string[]): boolean {
  const { origin } = headers;
  if (origin !== undefined && !own.some((host) => `http://${host}` === origin)) return false;
  const site = headers["sec-fetch-site"];
  if (site === undefined || site === "same-origin" || site === "none") return true;
  return headers["sec-fetch-mode"] === "navigate" && headers["sec-fetch-dest"] === "document";
}

/** What browsers are told not to do. */

/** Sources of everything that is not a script, the same from a server and from a file. */
const common = {
  "default-src": "'none'",
  // The drawings of parts bring styles of their own.
  "style-src": "'self' 'unsafe-inline'",
  "img-src": "'self' data:",
  "base-uri": "'none'",
  "form-action": "'none'",
} as const;

function policy(directives: Readonly<Record<string, string>>): string {
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources}`)
    .join("; ");
}

/** Scripts only from this server, and no page that frames ours. */
export const servedPolicy = policy({
  ...common,
  "script-src": "'self' 'wasm-unsafe-eval'",
  "worker-src": "'self'",
  "connect-src": "'self'",
  "frame-ancestors": "'none'",
});

/**
 * For a page that is one file: its own scripts by their hashes, no requests at all.
 * @param hashes such as `sha256-...`.
 */
export function exportedPolicy(hashes: readonly string[]): string {
  return policy({
    ...common,
    "style-src": "'unsafe-inline'",
    "img-src": "data:",
    "script-src": [...hashes.map((hash) => `'${hash}'`), "'wasm-unsafe-eval'"].join(" "),
    "worker-src": "blob:",
  });
}

/** Of every answer, also of refusals and of errors. */
export const securityHeaders: Readonly<Record<string, string>> = {
  "Content-Security-Policy": servedPolicy,
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Referrer-Policy": "no-referrer",
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
};

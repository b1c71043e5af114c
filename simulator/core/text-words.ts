/**
 * Texts as words of a script, where spaces part words, `#` begins a comment and `;` ends a line:
 *
 * ```
 *   on\n            a line feed          also \r, \t, \0 and \\
 *   set 5\n         one space is one
 *   a\s\sb          \s is a space, where several come together or one is first or last
 *   50\x25          any byte, by its two hexadecimal digits
 * ```
 */
const SPACE = 32;

const ESCAPES: Readonly<Record<string, number>> = {
  n: 10,
  r: 13,
  t: 9,
  s: 32,
  "0": 0,
  "\\": 92,
};

const LETTERS = new Map(Object.entries(ESCAPES).map(([letter, byte]) => [byte, letter]));

function escapeByte(byte: number): string {
  const char = String.fromCharCode(byte);
  const letter = LETTERS.get(byte);
  if (letter !== undefined && char !== "\\") return `\\${letter}`;
  // Scripts are also written on command lines, in double quotes.
  if (byte > SPACE && byte < 127 && !'#;"$`!\\'.includes(char)) return char;
  return `\\x${byte.toString(16).padStart(2, "0")}`;
}

/** Bytes as words; none if there are no bytes. */
export function escapeWords(bytes: Uint8Array): string[] {
  const words = [""];
  bytes.forEach((byte, i) => {
    const neighbours = [bytes[i - 1] ?? SPACE, bytes[i + 1] ?? SPACE];
    if (byte === SPACE && !neighbours.includes(SPACE)) words.push("");
    else words[words.length - 1] += escapeByte(byte);
  });
  return bytes.length === 0 ? [] : words;
}

/**
 * The bytes that words stand for.
 * @returns what is wrong, if something is.
 */
export function unescapeWords(words: readonly string[]): Uint8Array | string {
  const text = words.join(" ");
  const wrong = /\\(?!x[0-9a-fA-F]{2}|[nrts0\\]).?/.exec(text.replaceAll("\\\\", "  "));
  if (wrong) return `${wrong[0]} stands for nothing`;
  const bytes: number[] = [];
  const encoder = new TextEncoder();
  for (const [piece, code] of text.matchAll(/\\(x..|.)|[^\\]+/g)) {
    if (code === undefined) bytes.push(...encoder.encode(piece));
    else if (code.length > 1) bytes.push(parseInt(code.slice(1), 16));
    else bytes.push(ESCAPES[code]!);
  }
  return Uint8Array.from(bytes);
}

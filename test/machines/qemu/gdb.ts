/** The debugger's side of GDB's remote protocol, as far as a machine that stands still needs it. */
import type { Framing, Listener } from "./listener.ts";

/** `$message#checksum`, with acknowledgements in between. */
export const packets: Framing = {
  cut(text) {
    const begin = text.indexOf("$");
    const end = text.indexOf("#", begin);
    if (begin < 0 || end < 0 || text.length < end + 3) return undefined;
    return { message: text.slice(begin + 1, end), length: end + 3 };
  },
};

/** Numbers of registers in QEMU's description of an M-profile core. */
export const Register = { sp: 13, lr: 14, pc: 15, xpsr: 25 } as const;

function hex(value: number): string {
  return value.toString(16);
}

export class Gdb {
  readonly #link: Listener;

  constructor(link: Listener) {
    this.#link = link;
  }

  /** QEMU gives single registers only to who asked for their description. Called once. */
  async begin(): Promise<void> {
    await this.#ask("qXfer:features:read:target.xml:0,ffb");
  }

  /** Lets the machine run until something stops it. @returns the packet that says what. */
  async resume(): Promise<string> {
    this.#put("c");
    return await this.#link.next();
  }

  async breakAt(address: number): Promise<void> {
    await this.#done(`Z1,${hex(address)},2`);
  }

  async register(number: number): Promise<number> {
    return Buffer.from(await this.#ask(`p${hex(number)}`), "hex").readUInt32LE();
  }

  async setRegister(number: number, value: number): Promise<void> {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32LE(value);
    await this.#done(`P${hex(number)}=${bytes.toString("hex")}`);
  }

  async read(address: number, length: number): Promise<Buffer> {
    const parts: Buffer[] = [];
    for (let at = 0; at < length; at += 512) {
      const most = Math.min(512, length - at);
      parts.push(Buffer.from(await this.#ask(`m${hex(address + at)},${hex(most)}`), "hex"));
    }
    return Buffer.concat(parts);
  }

  async write(address: number, bytes: Buffer): Promise<void> {
    for (let at = 0; at < bytes.length; at += 512) {
      const part = bytes.subarray(at, at + 512);
      await this.#done(`M${hex(address + at)},${hex(part.length)}:${part.toString("hex")}`);
    }
  }

  async #ask(message: string): Promise<string> {
    this.#put(message);
    const answer = await this.#link.next();
    if (/^E[0-9a-f]{2}$/.test(answer)) throw new Error(`QEMU refuses ${message}: ${answer}`);
    return answer;
  }

  async #done(message: string): Promise<void> {
    const answer = await this.#ask(message);
    if (answer !== "OK") throw new Error(`QEMU answers ${message} with "${answer}"`);
  }

  #put(message: string): void {
    let sum = 0;
    for (let i = 0; i < message.length; i++) sum += message.charCodeAt(i);
    this.#link.send(`$${message}#${hex(sum & 0xff).padStart(2, "0")}`);
  }
}

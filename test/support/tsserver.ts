/** The server behind VS Code's TypeScript, as an editor talks to it. */
import { type ChildProcess, spawn } from "node:child_process";

interface Response {
  readonly type: string;
  readonly request_seq?: number;
  readonly success?: boolean;
  readonly message?: string;
  readonly body?: unknown;
}

export class TsServer {
  private readonly child: ChildProcess;
  private readonly waiting = new Map<number, (response: Response) => void>();
  private sequence = 0;
  private rest = "";

  /** @param program path of `tsserver.js`. */
  constructor(program: string) {
    this.child = spawn(process.execPath, [program, "--disableAutomaticTypingAcquisition"], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    this.child.stdout!.setEncoding("utf8").on("data", (text: string) => this.take(text));
  }

  /** @param fileContent what the editor shows, if that is not saved. */
  open(file: string, fileContent?: string): void {
    this.send("open", { file, fileContent });
  }

  /** The answer to a command; see `ts.server.protocol`. */
  request<T>(command: string, args: object): Promise<T> {
    const sequence = this.send(command, args);
    return new Promise((resolve, reject) =>
      this.waiting.set(sequence, ({ success, message, body }) =>
        success ? resolve(body as T) : reject(new Error(`${command}: ${message}`)),
      ),
    );
  }

  close(): void {
    this.child.kill();
  }

  private send(command: string, args: object): number {
    const seq = ++this.sequence;
    this.child.stdin!.write(
      `${JSON.stringify({ seq, type: "request", command, arguments: args })}\n`,
    );
    return seq;
  }

  /** Messages are lines of JSON, each with a header before it. */
  private take(text: string): void {
    const lines = (this.rest + text).split("\n");
    this.rest = lines.pop()!;
    for (const line of lines) {
      if (!line.startsWith("{")) continue;
      const response = JSON.parse(line) as Response;
      if (response.type === "response") this.waiting.get(response.request_seq!)?.(response);
    }
  }
}

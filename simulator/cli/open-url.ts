/** Opens an address as a click on it would. */
import { spawn } from "node:child_process";

/** The program of each system that does it. */
export function openerFor(platform: NodeJS.Platform): readonly [command: string, ...string[]] {
  if (platform === "darwin") return ["open"];
  if (platform === "win32") return ["rundll32", "url.dll,FileProtocolHandler"];
  return ["xdg-open"];
}

/**
 * Opens an address in the browser.
 * @returns why it did not, as far as that shows at once; undefined if the system took it.
 */
export function openUrl(
  url: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<string | undefined> {
  const [command, ...words] = openerFor(process.platform);
  return new Promise((resolve) => {
    const opener = spawn(command, [...words, url], { detached: true, stdio: "ignore", env });
    opener.on("error", () => resolve(`there is no ${command}`));
    opener.on("spawn", () => {
      opener.unref();
      resolve(undefined);
    });
  });
}

// What somebody does who has our tarballs and an empty folder.
import { spawn, spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { delimiter, join } from "node:path";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** Milliseconds that `npm start` may take. */
const LONGEST_START = 60_000;

/** A shell's environment, without what npm and vitest tell their children, and without this repository's programs. */
export function strangerEnv() {
  const kept = Object.entries(process.env).filter(
    ([name]) =>
      /^(HOME|USERPROFILE|APPDATA|LOCALAPPDATA|SystemRoot|ComSpec|TMPDIR|TEMP|TMP|LANG)$/i.test(
        name,
      ) || /^(npm_config_(cache|registry)|(https?|no)_proxy|node_extra_ca_certs)$/i.test(name),
  );
  const path = (process.env.PATH ?? "")
    .split(delimiter)
    .filter((folder) => !folder.includes("node_modules"))
    .join(delimiter);
  return { ...Object.fromEntries(kept), PATH: path, NO_COLOR: "1" };
}

/** Runs a program to its end. @returns what it printed. */
export function run(program, argv, cwd) {
  const { status, stdout, stderr, error } = spawnSync(program, argv, {
    cwd,
    encoding: "utf8",
    env: strangerEnv(),
    shell: process.platform === "win32" && program !== process.execPath,
  });
  if (error) throw error;
  if (status === 0) return `${stdout}${stderr}`;
  throw new Error(`${program} ${argv.join(" ")} ended with ${status}:\n${stdout}${stderr}`);
}

/**
 * Packs what `npm publish` would publish. The build is not made again: others use it meanwhile.
 * @returns the tarballs' paths.
 */
export function pack(into) {
  const argv = ["pack", "--json", "--ignore-scripts", "--pack-destination", into];
  const packed = JSON.parse(run("npm", [...argv, ".", "./create-wakeful"], root));
  const [wakeful, create] = packed.map(({ filename }) => join(into, filename));
  return { wakeful, create };
}

/** `npm create wakeful <dir>`, of packages that are not published yet. @returns what it printed. */
export function create(tarballs, folder, dir) {
  const packages = [tarballs.wakeful, tarballs.create].flatMap((file) => ["--package", file]);
  const argv = ["exec", "--yes", "--prefer-offline", ...packages, "--", "create-wakeful", dir];
  return run("npm", argv, folder);
}

export function install(project) {
  return run("npm", ["install", "--prefer-offline", "--no-audit", "--no-fund"], project);
}

/**
 * `npm start`, until it ends, or until it serves a page.
 * @returns what it printed.
 */
export function start(project) {
  const child = spawn("npm", ["start"], {
    cwd: project,
    env: strangerEnv(),
    // A group of its own, to be ended with all that npm has started.
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const end = () => {
    try {
      process.kill(-child.pid, "SIGTERM");
    } catch {
      // It is over already.
    }
  };
  return new Promise((resolve, reject) => {
    let text = "";
    let serves = false;
    const limit = setTimeout(() => {
      end();
      reject(new Error(`npm start took more than ${LONGEST_START} ms:\n${text}`));
    }, LONGEST_START);
    const take = (piece) => {
      text += piece;
      if (serves || !/http:\/\/(127\.0\.0\.1|localhost):\d+/.test(text)) return;
      serves = true;
      end();
    };
    child.stdout.setEncoding("utf8").on("data", take);
    child.stderr.setEncoding("utf8").on("data", take);
    child.on("error", reject);
    child.on("close", (status) => {
      clearTimeout(limit);
      if (status === 0 || serves) resolve(text);
      else reject(new Error(`npm start ended with ${status}:\n${text}`));
    });
  });
}

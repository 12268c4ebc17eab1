/** Opens the page in the browser. The arguments of a process are visible to every user, so the token is in none. */

import { spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** How long a browser that is not running yet may take to read the file, in milliseconds. */
const fileLifetimeMs = 30_000;

/**
 * Opens an address, by a file of this user alone that redirects to it.
 *
 * @param onFailure Called with the reason if no browser opens, which is no failure of the studio.
 * @returns A function that removes the file. It is also removed after a while, and when the process exits.
 */
export async function openInBrowser(
  url: string,
  onFailure: (reason: string) => void,
  lifetimeMs = fileLifetimeMs,
): Promise<() => void> {
  let folder: string;
  try {
    // Its mode is 0700.
    folder = await mkdtemp(join(tmpdir(), "junction-credentials-studio-"));
  } catch (error) {
    onFailure(`no temporary folder can be made (${(error as NodeJS.ErrnoException).code})`);
    return () => {};
  }
  const remove = () => {
    clearTimeout(timer);
    process.off("exit", remove);
    rmSync(folder, { recursive: true, force: true });
  };
  const timer = setTimeout(remove, lifetimeMs);
  timer.unref();
  process.once("exit", remove);
  const file = join(folder, "studio.html");
  try {
    await writeFile(file, redirectTo(url), { mode: 0o600, flag: "wx" });
    start(file, onFailure);
  } catch (error) {
    onFailure(`opening it failed (${(error as NodeJS.ErrnoException).code})`);
  }
  return remove;
}

function start(file: string, onFailure: (reason: string) => void): void {
  const [program, ...args] = openerOf(process.platform);
  // The browser needs no key.
  const { JUNCTION_MANAGEMENT_KEY: _, ...env } = process.env;
  const child = spawn(program, [...args, file], { stdio: "ignore", detached: true, env });
  child.once("error", ({ code }: NodeJS.ErrnoException) => onFailure(`${program} cannot be run (${code})`));
  child.once("exit", (code) => {
    if (code) onFailure(`${program} ended with ${code}`);
  });
  child.unref();
}

function openerOf(platform: NodeJS.Platform): [program: string, ...args: string[]] {
  if (platform === "darwin") return ["open"];
  // What `start` does, which is no program but a command of a shell.
  if (platform === "win32") return ["rundll32", "url.dll,FileProtocolHandler"];
  return ["xdg-open"];
}

function redirectTo(url: string): string {
  const escaped = url.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="referrer" content="no-referrer">
<meta http-equiv="refresh" content="0; url=${escaped}">
<title>Studio</title>
<p><a href="${escaped}">Open the studio</a></p>
</html>
`;
}

// How the studio opens the browser: by a file that only this user can read, since arguments are visible to everybody.

import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import { openInBrowser } from "../../pkg-template/src/cli/studio/browser.js";
import { folder, installCommandLine, keys, managementKey, startAtTerminal } from "./harness.js";
import { addressIn, installStandIn, openStudio } from "./studio.js";

installCommandLine();
beforeAll(installStandIn);
afterEach(() => {
  vi.unstubAllEnvs();
});

/** The program that opens files on this system. */
const opener = process.platform === "darwin" ? "open" : "xdg-open";

/** A folder with an opener that notes what it is given, and a folder for temporary files. */
function desktop(status = 0) {
  const script = `#!/bin/sh
here=$(dirname "$0")
printf '%s\\n' "$@" > "$here/arguments"
cat "$1" > "$here/content"
env > "$here/environment"
ls -l "$1" > "$here/file-mode"
ls -ld "$(dirname "$1")" > "$here/folder-mode"
touch "$here/done"
exit ${status}`;
  const made = folder({ [opener]: script });
  chmodSync(join(made, opener), 0o755);
  const TMPDIR = join(made, "tmp");
  mkdirSync(TMPDIR);
  const noted = (name: string) => readFileSync(join(made, name), "utf8");
  const opened = () => vi.waitFor(() => noted("done"), { timeout: 20_000, interval: 20 });
  const files = () => readdirSync(TMPDIR, { recursive: true });
  return { env: { PATH: `${made}:${process.env.PATH}`, TMPDIR }, made, noted, opened, files };
}

test("a browser opens a file of mode 0600 that redirects to the page, and that is gone in the end", async () => {
  const { env, noted, opened, files } = desktop();
  const terminal = startAtTerminal(["studio", "--demo"], { env });
  await opened();
  const before = files();
  terminal.type(keys.interrupt);
  const { status, output } = await terminal.ended;
  const url = addressIn(output);

  expect(noted("content")).toContain(`<meta http-equiv="refresh" content="0; url=${url}">`);
  expect(noted("file-mode")).toMatch(/^-rw-------/);
  expect(noted("folder-mode")).toMatch(/^drwx------/);
  expect(before).toHaveLength(2);
  expect(files()).toEqual([]);
  expect(status).toBe(0);
});

test("neither the token nor the key is given to the browser or to another process", async () => {
  const { env, noted, opened } = desktop();
  const terminal = startAtTerminal(["studio"], { env, api: "http://127.0.0.1:1" });
  await opened();
  const own = process.platform === "linux" ? readFileSync(`/proc/${terminal.pid}/cmdline`, "utf8") : "";
  terminal.type(keys.interrupt);
  const { output } = await terminal.ended;
  const token = addressIn(output).split("=")[1] ?? "";

  expect(token).toHaveLength(43);
  for (const text of [noted("arguments"), noted("environment"), own]) expect(text).not.toContain(token);
  for (const name of ["arguments", "environment", "content"])
    expect(noted(name)).not.toContain(managementKey);
});

test("the file is removed after a while, although the studio goes on", async () => {
  const { env, noted, opened } = desktop();
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  const failures: string[] = [];

  await openInBrowser(`http://127.0.0.1:1/#token=a"<b>'&c`, (reason) => failures.push(reason), 2000);
  await opened();
  const file = noted("arguments").trim();
  const wasThere = existsSync(file);

  await vi.waitFor(() => expect(existsSync(dirname(file))).toBe(false), { timeout: 20_000, interval: 50 });
  expect(wasThere).toBe(true);
  expect(noted("content")).toContain("#token=a&#34;&#60;b&#62;&#39;&#38;c");
  expect(failures).toEqual([]);
});

test.each([
  ["is missing", 127, `${opener} cannot be run (ENOENT)`],
  ["fails", 3, `${opener} ended with 3`],
])("a program for opening files that %s is no failure, and there is a hint", async (how, status, reason) => {
  const { env, made } = desktop(status);
  const PATH = how === "is missing" ? join(made, "tmp") : env.PATH;
  const terminal = startAtTerminal(["studio", "--demo"], { env: { ...env, PATH } });
  await terminal.shows(reason);
  terminal.type(keys.interrupt);
  const { status: ended, output } = await terminal.ended;

  expect(output).toContain("if it does not show the page, open the address yourself");
  expect(ended).toBe(0);
});

test("nothing is opened with --no-open, and nothing without a terminal", async () => {
  const { env, made, files } = desktop();
  const terminal = startAtTerminal(["studio", "--demo", "--no-open"], { env });
  await terminal.shows("Ctrl-C");
  const { child, ended } = await openStudio(["--demo"], { env });
  await new Promise((resolve) => setTimeout(resolve, 500));
  terminal.type(keys.interrupt);
  await terminal.ended;
  child.kill("SIGINT");
  await ended;

  expect(existsSync(join(made, "arguments"))).toBe(false);
  expect(files()).toEqual([]);
});

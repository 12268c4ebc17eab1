/** Runs the command line from the packed tarball, with pipes or at a terminal, against an API on this machine. */

import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { spawn as spawnTerminal } from "@lydell/node-pty";
import type { FakeManagementApi } from "junction-credentials/testing";
import { afterEach, aroundAll } from "vitest";
import { inCopyOf } from "../package/throwaway.js";
import { orgId } from "../plan/world.js";
import { closing } from "./server.js";

export const managementKey = "mg_test_of_the_command_line";

/** The program that runs the command line: that of `CLI_NODE`, or the Node of the tests. */
export const node = process.env.CLI_NODE ?? process.execPath;

/** How the command line is run. */
export interface RunOptions {
  /** The address of the API, which becomes `--base-url`. */
  readonly api?: string | undefined;
  readonly stdin?: string | undefined;
  /** More variables. An undefined one is removed. */
  readonly env?: { readonly [name: string]: string | undefined };
  /** The working folder. Default: an empty one. */
  readonly cwd?: string | undefined;
  /** The program that runs it. Default: `node`. */
  readonly node?: string | undefined;
  /** The width of the terminal. */
  readonly columns?: number;
  /** The arguments of that program itself. */
  readonly nodeArgs?: readonly string[] | undefined;
  /** Whether that program is the command line. */
  readonly isBin?: boolean;
}

/** How it ended. */
export interface Result {
  readonly status: number | NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

let installedIn: string | undefined;

/** Installs the tarball before the first test of a file. */
export function installCommandLine(): void {
  aroundAll(async (runTests) => {
    await inCopyOf(join(import.meta.dirname, "project"), async ({ folder }) => {
      installedIn = folder;
      await runTests();
    });
  });
}

/** The file that `npx junction-credentials` runs. */
export function main(): string {
  if (installedIn === undefined) throw new Error("the command line is not installed yet");
  return join(installedIn, "node_modules/junction-credentials/dist/cli/main.js");
}

function commandOf(args: readonly string[], options: RunOptions) {
  const { api, env, node: program = node, nodeArgs = [], isBin } = options;
  const { PATH, HOME } = process.env;
  const own = { PATH, HOME, JUNCTION_ORG_ID: orgId, JUNCTION_MANAGEMENT_KEY: managementKey };
  const address = api === undefined ? [] : ["--base-url", api];
  const start = isBin ? [] : [...nodeArgs, main()];
  return { file: program, args: [...start, ...args, ...address], env: { ...own, TERM: "xterm", ...env } };
}

/** A process that runs, and how it ends. */
export interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<Result>;
}

/** Starts the command line with pipes. */
export function start(args: readonly string[], options: RunOptions = {}): Running {
  const { cwd = folder(), stdin } = options;
  const command = commandOf(args, options);
  const child = spawn(command.file, command.args, { cwd, env: command.env, stdio: "pipe" });
  const printed = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    child[name].setEncoding("utf8").on("data", (text) => {
      printed[name] += text;
    });
  }
  // The process may end without reading.
  child.stdin.on("error", () => {});
  child.stdin.end(stdin);
  const ended = new Promise<Result>((resolve) => {
    child.on("close", (code, signal) => resolve({ status: signal ?? code, ...printed }));
  });
  return { child, ended };
}

/** Runs the command line with pipes. */
export async function run(args: readonly string[], options: RunOptions = {}): Promise<Result> {
  return await start(args, options).ended;
}

/** A run at a terminal, whose stdout and stderr are one. */
export interface TerminalRun {
  readonly pid: number;
  /** Resolves when the text has been shown, and rejects when the run ends before. */
  shows(text: string): Promise<void>;
  /** What it has shown so far. */
  output(): string;
  /** Types a text. */
  type(text: string): void;
  readonly ended: Promise<{ readonly status: number; readonly output: string }>;
}

export const keys = { enter: "\r", endOfInput: "\u0004", interrupt: "\u0003" };

/** Starts the command line at a pseudo-terminal. */
export function startAtTerminal(args: readonly string[], options: RunOptions = {}): TerminalRun {
  const { cwd = folder(), columns = 200 } = options;
  const command = commandOf(args, options);
  const terminal = spawnTerminal(command.file, command.args, {
    cwd,
    env: command.env,
    cols: columns,
    rows: 50,
  });
  let output = "";
  let hasEnded = false;
  const waiting = new Set<() => void>();
  terminal.onData((text) => {
    output += text;
    for (const look of waiting) look();
  });
  const ended = new Promise<{ status: number; output: string }>((resolve) => {
    terminal.onExit(({ exitCode }) => {
      hasEnded = true;
      for (const look of waiting) look();
      resolve({ status: exitCode, output });
    });
  });
  const shows = (text: string) =>
    new Promise<void>((resolve, reject) => {
      const look = () => {
        if (output.includes(text)) resolve();
        else if (hasEnded) reject(new Error(`ended without ${text}: ${output}`));
        else return;
        waiting.delete(look);
      };
      waiting.add(look);
      look();
    });
  return { pid: terminal.pid, shows, output: () => output, type: (text) => terminal.write(text), ended };
}

/** Makes a folder with files that is removed after the test. No package is installed there. */
export function folder(files: { readonly [path: string]: string | object } = {}): string {
  const made = mkdtempSync(join(tmpdir(), "junction-credentials-cli-"));
  closing.push(() => rmSync(made, { recursive: true, force: true }));
  // Configs are looked for up to here.
  mkdirSync(join(made, ".git"));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(made, path)), { recursive: true });
    writeFileSync(join(made, path), typeof content === "string" ? content : JSON.stringify(content));
  }
  return made;
}

/** Reads a JSON file of a folder. */
export function readJson(...path: string[]) {
  return JSON.parse(readFileSync(join(...path), "utf8"));
}

export const lockName = "junction-credentials.lock.json";
export const configName = "junction-credentials.config.json";

/** Whether a lock is held. */
export function isHeld(cwd: string): boolean {
  return existsSync(join(cwd, `${lockName}.held`));
}

/** The bodies of the sets that arrived, in their order. */
export function setsOf({ requests }: FakeManagementApi): { provider: string; client_secret?: string }[] {
  return requests.flatMap(({ operation, body }) => (operation === "set" ? [JSON.parse(body ?? "{}")] : []));
}

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

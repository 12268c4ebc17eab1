// Runs commands as steps: one line for a step that succeeds, everything it printed for one that fails.

import { spawn } from "node:child_process";
import { delimiter, resolve } from "node:path";
import { stripVTControlCharacters } from "node:util";

const signOfLifeMs = 15_000;
const finished = [];

// They come first on the PATH, so that no step depends on what else a machine has installed.
const toolFolders = [".tools/bin", "node_modules/.bin"];
const colours = process.stdout.isTTY ? { FORCE_COLOR: "1", CARGO_TERM_COLOR: "always" } : {};

/** What a reader can mend; shown without a stack. */
export class Failure extends Error {}

/**
 * Runs one command and gives back what it printed.
 *
 * - `takes`: roughly how long, announced for a step of more than a few seconds
 * - `again`: what to type to run this step alone, when that is not the command itself
 * - `verdict`: reads the output of a command that succeeded; what it returns stands in the table, and a `Failure`
 *   that it throws fails the step
 */
export async function step(name, command, { takes, again = command.join(" "), env, verdict } = {}) {
  const start = performance.now();
  const seconds = (digits) => `${((performance.now() - start) / 1000).toFixed(digits)} s`;
  const finish = (mark, note = "") => {
    const line = `${mark} ${name.padEnd(24)} ${seconds(1).padStart(8)}  ${note}`.trimEnd();
    finished.push(line);
    console.log(line);
  };

  if (takes) console.log(`  ${name}, ${takes}`);
  const signOfLife = setInterval(() => console.log(`  ${name}, ${seconds(0)} so far`), signOfLifeMs);
  const result = await run(command, { env, stdio: ["ignore", "pipe", "pipe"] });
  clearInterval(signOfLife);
  const plain = stripVTControlCharacters(result.output).trimEnd();

  try {
    if (result.code !== 0) throw new Failure(`${command[0]} ended with ${result.code}`);
    finish("✓", verdict?.(plain));
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    finish("✗", error.message);
    console.log(`\n${process.stdout.isTTY ? result.output.trimEnd() : plain}`);
    throw new Failure(`✗ ${name} failed. To run it again: ${again}`);
  }
  return result;
}

/** Waits for all of some steps that run at the same time, and fails with the first that fails. */
export async function together(...steps) {
  const results = await Promise.allSettled(steps);
  const failed = results.find(({ status }) => status === "rejected");
  if (failed) throw failed.reason;
}

/** Runs one command in the open: the terminal is its own. */
export async function show(command, { env } = {}) {
  const { code } = await run(command, { env, stdio: "inherit" });
  if (code !== 0) throw new Failure(`✗ ${command.join(" ")} ended with ${code}`);
}

/** Prints every step so far, with its time. */
export function table() {
  console.log(`\n${finished.join("\n")}`);
}

function run([program, ...args], { env, stdio }) {
  const PATH = [...toolFolders.map((folder) => resolve(folder)), process.env.PATH].join(delimiter);
  return new Promise((settle) => {
    const child = spawn(program, args, { stdio, env: { ...process.env, ...colours, ...env, PATH } });
    const result = { code: 0, stdout: "", output: "" };
    child.stdout?.setEncoding("utf8").on("data", (text) => {
      result.stdout += text;
      result.output += text;
    });
    child.stderr?.setEncoding("utf8").on("data", (text) => {
      result.output += text;
    });
    child.on("error", (error) => settle({ ...result, code: error.code, output: error.message }));
    child.on("close", (code, signal) => settle({ ...result, code: code ?? signal }));
  });
}

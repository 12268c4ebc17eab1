// Runs commands as steps: prints one line for a step that succeeds, and the whole output of one that fails.

import { spawn } from "node:child_process";
import { delimiter, resolve } from "node:path";
import { stripVTControlCharacters } from "node:util";

const signOfLifeMs = 15_000;
const finished = [];

// First in the PATH, so that no step depends on other tools of the machine.
const toolFolders = [".tools/bin", "node_modules/.bin"];
const colours = process.stdout.isTTY ? { FORCE_COLOR: "1", CARGO_TERM_COLOR: "always" } : {};

/** An error that the user can fix. It is shown without a stack trace. */
export class Failure extends Error {}

/**
 * Runs one command and returns its output.
 *
 * - `takes`: the approximate duration, announced for steps of more than a few seconds
 * - `again`: the command that runs this step alone. Default: the command itself
 * - `verdict`: receives the output of a command that succeeded, and returns a note for the table. If it throws a
 *   `Failure`, the step fails
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

/** Runs one command with the terminal as its input and output. */
export async function show(command, { env } = {}) {
  const { code } = await run(command, { env, stdio: "inherit" });
  if (code !== 0) throw new Failure(`✗ ${command.join(" ")} ended with ${code}`);
}

/** Prints all steps so far, with their durations. */
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

#!/usr/bin/env node
/** The command line: `npx junction-credentials`. */

import { CommanderError } from "commander";
import { keyIn, usageText } from "./arguments.js";
import { exit } from "./exit.js";
import { programOf } from "./program.js";

declare const VERSION: string;

const args = process.argv.slice(2);
const refusal = keyIn(args);
if (refusal) {
  process.stderr.write(`${refusal}\n`);
  process.exitCode = exit.usage;
} else {
  process.exitCode = await main();
}

async function main(): Promise<number> {
  const { program, status } = programOf(VERSION);
  process.stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : 1));
  if (args.length === 0) {
    process.stderr.write(program.helpInformation());
    return exit.usage;
  }
  try {
    await program.parseAsync(args, { from: "user" });
    return status();
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    // Help and version.
    if (error.exitCode === 0) return exit.done;
    process.stderr.write(`${usageText(error)}\n`);
    return exit.usage;
  }
}

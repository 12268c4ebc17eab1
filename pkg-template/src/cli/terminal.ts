/** The streams of the process: where results, messages and questions go. */

import { Console } from "node:console";
import type { WriteStream } from "node:tty";
import { createColors } from "picocolors";
import type { Interruption } from "./interruption.js";

/** How the command speaks to its caller. */
export interface Terminal {
  /** Writes a result. Resolves when the reader can take more. */
  result(text: string): Promise<void>;
  /** Writes a line about what happens, or an error. */
  message(text: string): void;
  /** The width of the terminal that shows results. Undefined if it is none. */
  readonly width: number | undefined;
  /** Whether somebody can answer questions. */
  readonly isInteractive: boolean;
  /** Whether messages go to a terminal, which can show progress. */
  readonly hasProgress: boolean;
  /** Colours of results. */
  readonly colours: ReturnType<typeof createColors>;
  readonly interruption: Interruption;
}

/** Whether to use colours: the option, then FORCE_COLOR, then NO_COLOR, then whether it is a terminal. */
export function hasColours(option: boolean, environment: NodeJS.ProcessEnv, isTerminal: boolean): boolean {
  if (!option) return false;
  const { FORCE_COLOR, NO_COLOR, TERM } = environment;
  if (FORCE_COLOR) return FORCE_COLOR !== "0" && FORCE_COLOR !== "false";
  if (NO_COLOR) return false;
  return isTerminal && TERM !== "dumb";
}

/** The width of a terminal that does not say how wide it is. */
export const defaultWidth = 80;

/** Everything that is written to stdout other than results goes to stderr: a config may print. */
const write = process.stdout.write.bind(process.stdout);

/** Opens the streams of the process. */
export function terminal(useColours: boolean, interruption: Interruption): Terminal {
  const { stdin, stdout, stderr, env } = process;
  stdout.write = stderr.write.bind(stderr) as typeof stdout.write;
  // In Bun and Deno, the global console does not write to `process.stdout`.
  globalThis.console = new Console(stderr, stderr);
  // The reader of a pipe may need no more, such as `head`.
  stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : 1));
  stderr.on("error", () => {});
  const isTerminal = stdout.isTTY === true;
  return {
    result: (text) =>
      new Promise((resolve) => {
        if (write(text)) resolve();
        else stdout.once("drain", resolve);
      }),
    message: (text) => void stderr.write(`${text}\n`),
    width: isTerminal ? (stdout as WriteStream).columns || defaultWidth : undefined,
    isInteractive: stdin.isTTY === true && stderr.isTTY === true,
    hasProgress: stderr.isTTY === true && env.TERM !== "dumb",
    colours: createColors(hasColours(useColours, env, isTerminal)),
    interruption,
  };
}

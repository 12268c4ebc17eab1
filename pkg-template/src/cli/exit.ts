/** The exit statuses, and the errors of the command line itself. It loads nothing, so that `--help` is quick. */

/** The exit statuses of every command. */
export const exit = {
  done: 0,
  failed: 1,
  changes: 2,
  partly: 3,
  refused: 4,
  usage: 64,
  interrupted: 130,
} as const;

/** The status of a command. */
export type ExitStatus = (typeof exit)[keyof typeof exit];

/** Something is wrong before anything is sent: an argument, a file, or a terminal that is missing. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** The command was interrupted by Ctrl-C. */
export class Interrupted extends Error {
  override readonly name = "Interrupted";
}

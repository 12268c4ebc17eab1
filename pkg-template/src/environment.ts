/** Defaults from the environment of the process, where the runtime has one. */

type ReadVariable = (name: string) => string | undefined;

/** What Node, Bun, Workers with `nodejs_compat` and edge runtimes have in common. */
const fromProcess: ReadVariable = (name) =>
  (globalThis as { process?: { env?: Record<string, string | undefined> } }).process?.env?.[name];

let read = fromProcess;

/** Says how variables are read in a runtime that has another way. */
export function readVariablesWith(reader: ReadVariable): void {
  read = reader;
}

/** The value of a variable. Undefined if it is absent or empty. */
export function variable(name: string): string | undefined {
  return read(name) || undefined;
}

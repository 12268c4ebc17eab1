/** Defaults from the environment of the process, where the runtime has one: its entry says how to read them. */

type ReadVariable = (name: string) => string | undefined;

let read: ReadVariable = () => undefined;

/** Says how this runtime's variables are read. */
export function readVariablesWith(reader: ReadVariable): void {
  read = reader;
}

/** The value of a variable. Undefined if it is absent or empty. */
export function variable(name: string): string | undefined {
  return read(name) || undefined;
}

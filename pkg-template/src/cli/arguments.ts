/** The texts of errors about arguments. They repeat no argument that may be a secret. */

import type { CommanderError } from "commander";

const key = /^(--?[\w-]+=)?(mg|sk)_/;
const secretOption = /^--?(management-?key|api-?key|key|client-?secret|secret|token|password)(=|$)/i;

/** Returns what to tell if an argument is a key or a secret. */
export function keyIn(args: readonly string[]): string | undefined {
  if (args.some((argument) => key.test(argument))) {
    return "an argument looks like a key, which every user of this machine can see; set JUNCTION_MANAGEMENT_KEY, and replace that key";
  }
  const option = args.map((argument) => secretOption.exec(argument)?.[1]).find(Boolean);
  if (!option) return undefined;
  return /secret/i.test(option)
    ? "a secret is no argument, which every user of this machine can see; use --client-secret-file, --client-secret-env or --client-secret-stdin"
    : "a key is no argument, which every user of this machine can see; set JUNCTION_MANAGEMENT_KEY";
}

/** Returns the text of an error about arguments. */
export function usageText({ message }: CommanderError): string {
  const text = message
    .replace(/^error: /, "")
    // What is written after an option may be a secret.
    .replace(/'(--[\w-]+)[^']*'/g, "'$1'")
    // Commands and options are words. Anything else may be a value in the wrong place.
    .replace(/ '(?!<?(--?)?[a-z][a-z-]{0,20}( <[a-z.-]+>)?>?')[^']*'/g, "");
  return `${text}\n\`junction-credentials --help\` lists commands and options`;
}

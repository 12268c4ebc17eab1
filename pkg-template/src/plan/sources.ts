/** Reads variables and files that references name. */

import { variable } from "../client/environment.js";

/**
 * Where references are resolved. Each function may be sync or async. A variable or file that does not exist is undefined
 * or an error, whose text is not repeated.
 */
export interface Resolve {
  /**
   * Returns the value of a variable. Default: that of the process.
   *
   * @param name The name of the variable.
   */
  readonly env?: ((name: string) => string | undefined | Promise<string | undefined>) | undefined;
  /**
   * Returns the content of a file. Default: the file with this path, relative to the working folder, in runtimes that
   * have files.
   *
   * @param path The path of the file.
   */
  readonly file?: ((path: string) => FileContent | undefined | Promise<FileContent | undefined>) | undefined;
}

/** The content of a file: bytes in UTF-8, or text. */
export type FileContent = Uint8Array | string;

let fileOfRuntime: Resolve["file"];

/** Names the function that reads files, in runtimes that have files. */
export function readFilesWith(read: NonNullable<Resolve["file"]>): void {
  fileOfRuntime = read;
}

/** The outcome of a reference: its value, or what was expected of it. */
export type Resolved = { readonly value: string } | { readonly expected: string };

/** Resolves `{ env }`. */
export async function fromVariable(name: string, resolve: Resolve): Promise<Resolved> {
  // A name that is no identifier may be the secret itself.
  const what = /^[A-Za-z_]\w*$/.test(name) ? `the variable \`${name}\`` : "the variable";
  try {
    const value = await (resolve.env ?? variable)(name);
    if (typeof value === "string" && value !== "") return { value };
  } catch {
    return { expected: `expected ${what}, which cannot be read` };
  }
  return { expected: `expected ${what}, which is not set or empty` };
}

/** Resolves `{ file }`. */
export async function fromFile(path: string, resolve: Resolve): Promise<Resolved> {
  const what = `the file \`${path}\``;
  const read = resolve.file ?? fileOfRuntime;
  if (!read)
    return { expected: `expected the option \`resolve.file\` for ${what}: this runtime has no files` };
  let content: FileContent | undefined;
  try {
    content = await read(path);
  } catch {
    return { expected: `expected ${what}, which cannot be read` };
  }
  if (content === undefined) return { expected: `expected ${what}, which does not exist` };
  const text = textOf(content)?.replace(/\r?\n$/, "");
  if (text === undefined) return { expected: `expected ${what} to be in UTF-8` };
  if (text === "") return { expected: `expected ${what}, which is empty` };
  return { value: text };
}

/** Resolves a function. */
export async function fromFunction(read: () => unknown): Promise<Resolved> {
  try {
    const value = await read();
    if (typeof value === "string" && value !== "") return { value };
  } catch {
    return { expected: "expected a text from the function, which failed" };
  }
  return { expected: "expected a text from the function, not empty" };
}

/** Returns the text of a file without a byte order mark. Undefined if the bytes are not in UTF-8. */
export function textOf(content: FileContent): string | undefined {
  try {
    const text =
      typeof content === "string"
        ? content
        : new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(content);
    return text.replace(/^\uFEFF/, "");
  } catch {
    return undefined;
  }
}

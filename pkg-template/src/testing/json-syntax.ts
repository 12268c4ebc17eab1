// Finds the first syntax error in JSON, and describes it with the messages of Python's decoder.

/** A syntax error in JSON. */
export interface JsonComplaint {
  /** The message of Python's decoder. */
  readonly message: string;
  /** The position in characters, not in UTF-16 units. */
  readonly position: number;
}

/** Returns the first syntax error in `text`, or undefined if there is none. */
export function jsonComplaint(text: string): JsonComplaint | undefined {
  try {
    const end = space(text, value(text, space(text, 0)));
    if (end < text.length) throw new SyntaxStop("Extra data", end);
    return undefined;
  } catch (stop) {
    if (!(stop instanceof SyntaxStop)) throw stop;
    return { message: stop.message, position: [...text.slice(0, stop.index)].length };
  }
}

class SyntaxStop extends Error {
  readonly index: number;

  constructor(message: string, index: number) {
    super(message);
    this.index = index;
  }
}

// Each of the following functions takes the index at which a part begins, and returns the index after it.

function value(text: string, start: number): number {
  const first = text.charAt(start);
  if (first === '"') return string(text, start);
  if (first === "{") return object(text, start);
  if (first === "[") return array(text, start);
  const scalar = match(/true|false|null|-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/y, text, start);
  if (scalar === "") throw new SyntaxStop("Expecting value", start);
  return start + scalar.length;
}

function object(text: string, start: number): number {
  let index = space(text, start + 1);
  if (text.charAt(index) === "}") return index + 1;
  for (;;) {
    if (text.charAt(index) !== '"') {
      throw new SyntaxStop("Expecting property name enclosed in double quotes", index);
    }
    index = space(text, string(text, index));
    if (text.charAt(index) !== ":") throw new SyntaxStop("Expecting ':' delimiter", index);
    index = space(text, value(text, space(text, index + 1)));
    if (text.charAt(index) === "}") return index + 1;
    if (text.charAt(index) !== ",") throw new SyntaxStop("Expecting ',' delimiter", index);
    index = space(text, index + 1);
  }
}

function array(text: string, start: number): number {
  let index = space(text, start + 1);
  if (text.charAt(index) === "]") return index + 1;
  for (;;) {
    index = space(text, value(text, index));
    if (text.charAt(index) === "]") return index + 1;
    if (text.charAt(index) !== ",") throw new SyntaxStop("Expecting ',' delimiter", index);
    index = space(text, index + 1);
  }
}

function string(text: string, start: number): number {
  let index = start + 1;
  for (;;) {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: JSON forbids these characters inside a string.
    index += match(/[^"\\\u0000-\u001f]*/y, text, index).length;
    const stop = text.charAt(index);
    if (stop === '"') return index + 1;
    if (stop === "" || (stop === "\\" && index + 1 === text.length)) {
      throw new SyntaxStop("Unterminated string starting at", start);
    }
    if (stop !== "\\") throw new SyntaxStop("Invalid control character at", index);
    const escaped = match(/\\(["\\/bfnrt]|u[0-9a-fA-F]{4})/y, text, index);
    if (escaped === "") {
      const isUnicode = text.charAt(index + 1) === "u";
      throw isUnicode
        ? new SyntaxStop("Invalid \\uXXXX escape", index + 1)
        : new SyntaxStop("Invalid \\escape", index);
    }
    index += escaped.length;
  }
}

function space(text: string, start: number): number {
  return start + match(/[ \t\n\r]*/y, text, start).length;
}

function match(pattern: RegExp, text: string, start: number): string {
  pattern.lastIndex = start;
  return pattern.exec(text)?.[0] ?? "";
}

/** Writes JSON documents to stdout. */

import type { Terminal } from "./terminal.js";
import { visibleJson } from "./visible.js";

/** Writes one document. */
export function writeDocument(terminal: Terminal, document: unknown): Promise<void> {
  return terminal.result(`${visibleJson(JSON.stringify(document, null, 2))}\n`);
}

/**
 * Writes a document whose list may be long, item by item, and begins with the first one.
 *
 * @param name The key of the list.
 */
export class LongDocument {
  readonly #terminal: Terminal;
  readonly #name: string;
  #hasBegun = false;

  constructor(terminal: Terminal, name: string) {
    this.#terminal = terminal;
    this.#name = name;
  }

  /** Whether anything was written. */
  get hasBegun(): boolean {
    return this.#hasBegun;
  }

  /** Writes some items. */
  async write(items: readonly unknown[]): Promise<void> {
    let text = "";
    for (const item of items) {
      text += this.#hasBegun ? ",\n" : `{\n  ${JSON.stringify(this.#name)}: [\n`;
      text += `    ${visibleJson(JSON.stringify(item))}`;
      this.#hasBegun = true;
    }
    if (text) await this.#terminal.result(text);
  }

  /** Ends the document, with more members. */
  async end(members: object = {}): Promise<void> {
    const start = this.#hasBegun ? "\n  ]" : `{\n  ${JSON.stringify(this.#name)}: []`;
    const rest = Object.entries(members).map(
      ([key, value]) => `,\n  ${JSON.stringify(key)}: ${visibleJson(JSON.stringify(value))}`,
    );
    await this.#terminal.result(`${start}${rest.join("")}\n}\n`);
  }
}

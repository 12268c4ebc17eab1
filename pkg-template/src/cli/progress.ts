/** Shows how far a command has come, on one line of a terminal. */

import type { AttemptReport } from "junction-credentials";
import { cut } from "./table.js";
import { defaultWidth, type Terminal } from "./terminal.js";

const clear = "\r\u001b[2K";
const intervalMs = 80;

/** The progress of a command. It shows nothing where messages do not go to a terminal. */
export class Progress {
  #isShown: boolean;
  #lastMs = 0;
  #hasLine = false;

  constructor({ hasProgress }: Terminal) {
    this.#isShown = hasProgress;
  }

  /** Shows a text in place of the last one. */
  show(text: string): void {
    const now = performance.now();
    if (!this.#isShown || now - this.#lastMs < intervalMs) return;
    this.#lastMs = now;
    this.#hasLine = true;
    process.stderr.write(clear + cut(text, (process.stderr.columns || defaultWidth) - 1));
  }

  /** The number of pages of credentials that were read. */
  pages = 0;

  /** Counts pages, and shows a wait that the API asked for or that follows a failure. */
  readonly attempt = ({ operation, failure, retryInMs }: AttemptReport): void => {
    if (operation === "list" && failure === undefined) this.pages += 1;
    if (retryInMs === undefined || retryInMs < 1000) return;
    this.#lastMs = 0;
    this.show(`waiting ${Math.ceil(retryInMs / 1000)} s before the next attempt`);
  };

  /** Shows a bar. */
  bar(done: number, total: number, what: string): void {
    const width = 24;
    const filled = total === 0 ? width : Math.round((done / total) * width);
    this.show(`${"█".repeat(filled)}${"░".repeat(width - filled)} ${done} of ${total} ${what}`);
  }

  /** Shows nothing from now on, in a command that does several things at once. */
  hide(): void {
    this.end();
    this.#isShown = false;
  }

  /** Removes the line. */
  end(): void {
    if (this.#hasLine) process.stderr.write(clear);
    this.#hasLine = false;
    this.#lastMs = 0;
  }
}

/** Ctrl-C: the first one lets what is under way end, the second one ends at once. */

import { exit, Interrupted } from "./exit.js";

/** The signal of Ctrl-C. */
export class Interruption {
  readonly #controller = new AbortController();
  /** Says what is lost when the process ends at once. */
  lastWords: () => string = () => "interrupted";

  /** Aborted by the first Ctrl-C, with an `Interrupted`. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Begins to listen. */
  listen(): void {
    for (const name of ["SIGINT", "SIGTERM"] as const) process.on(name, () => this.interrupt());
  }

  /** Ctrl-C was pressed. */
  interrupt(): void {
    if (this.signal.aborted) {
      process.stderr.write(`${this.lastWords()}\n`);
      process.exit(exit.interrupted);
    }
    this.#controller.abort(new Interrupted("interrupted"));
  }
}

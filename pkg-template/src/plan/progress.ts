/** Reports the progress of `apply`, one event at a time. */

import type { Lock } from "./lock.js";
import type { Change } from "./outcome.js";

/** What became of a change. A lock that was written after each event never has less than what happened. */
export interface ApplyProgress {
  /** The change, as planned. */
  readonly change: Change;
  /** Whether the change is about to be made, or what became of it. */
  readonly status: "started" | "done" | "failed" | "unknown";
  /** Why it was not made, or why it is not known whether it was made. */
  readonly error?: unknown;
  /** The lock of now. Save it. */
  readonly lock: Lock;
}

/** Calls `onProgress`, and waits until it is done. */
export class Reporter {
  readonly #onProgress: ((progress: ApplyProgress) => unknown) | undefined;
  #turn: Promise<void> = Promise.resolve();
  #failure: { readonly cause: unknown } | undefined;

  constructor(onProgress: ((progress: ApplyProgress) => unknown) | undefined) {
    this.#onProgress = onProgress;
  }

  /** What `onProgress` threw. */
  get failure(): { readonly cause: unknown } | undefined {
    return this.#failure;
  }

  /**
   * Reports one event, after all earlier ones. `event` is created when its turn has come, so that its lock is that of then.
   * After a failure nothing is reported.
   */
  report(event: () => ApplyProgress): Promise<void> {
    this.#turn = this.#turn.then(async () => {
      if (!this.#onProgress || this.#failure) return;
      try {
        await this.#onProgress(event());
      } catch (cause) {
        this.#failure = { cause };
      }
    });
    return this.#turn;
  }
}

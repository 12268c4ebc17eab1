/** Tells the caller of whatever in an answer this version does not know, each once. */

import { type Drift, drifts, type WireType } from "./core/junction_credentials.js";

/** A client is to run for months, and what is new is counted in dozens. */
const mostReports = 1000;

export class DriftReport {
  readonly #onDrift: (drift: Drift) => void;
  readonly #told = new Set<string>();

  constructor(onDrift: (drift: Drift) => void) {
    this.#onDrift = onDrift;
  }

  /** Looks at an answer that has been checked. */
  look(type: WireType, bytes: Uint8Array): void {
    for (const drift of drifts(type, bytes)) {
      const news = JSON.stringify(drift);
      if (this.#told.has(news) || this.#told.size >= mostReports) continue;
      this.#told.add(news);
      this.#tell(drift);
    }
  }

  /** What the caller's function fails with, now or later, is no failure of the call. */
  #tell(drift: Drift): void {
    const onDrift = this.#onDrift;
    const told = (async () => onDrift(drift))();
    told.catch(() => {});
  }
}

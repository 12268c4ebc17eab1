/** Tells the caller of whatever in an answer this version does not know, each once. */

import { drifts, type Operation } from "../core/junction_credentials.js";

/** Something in an answer that this version does not know. It passes, and stands in the answer as it came. */
export type Drift =
  | {
      /** A value of a list that the API extends, such as a new provider. */
      kind: "value";
      /** Where it stands, in any item of an array alike: `credentials[].source`. */
      path: string;
      /** The value. Absent if it does not look like one of a list, since it may be anything then. */
      value?: string;
    }
  | {
      /** A key of an object. Which key it is may be a secret, and is not told. */
      kind: "key";
      /** Where the object stands. */
      path: string;
    }
  | {
      /** A shape of `details`. */
      kind: "shape";
      /** Where the object of that shape stands. */
      path: string;
    };

/** A client is to run for months, and what is new is counted in dozens. */
const mostReports = 1000;

/** Looks at the answer of an operation, once it has been checked. */
export type DriftReport = (operation: Operation, bytes: Uint8Array) => void;

export function driftReport(onDrift: (drift: Drift) => void): DriftReport {
  const told = new Set<string>();
  return (operation, bytes) => {
    for (const [path, novelty] of drifts(operation, bytes)) {
      const [kind, value] = novelty.split(" ");
      const drift = (value === undefined ? { kind, path } : { kind, path, value }) as Drift;
      const news = JSON.stringify(drift);
      if (told.has(news) || told.size >= mostReports) continue;
      told.add(news);
      // What the caller's function fails with, now or later, is no failure of the call.
      const telling = (async () => onDrift(drift))();
      telling.catch(() => {});
    }
  };
}

/** Reports everything in responses that this version does not know, each once per client. */

import { drifts, type Operation } from "../core/junction_credentials.js";
import { notify } from "./notify.js";

/** Something in a response that this version does not know. It is not an error, and is returned unchanged. */
export type Drift =
  | {
      /** A new value of an enum, such as a new provider. */
      kind: "value";
      /** The path of the value, without array indexes: `credentials[].source`. */
      path: string;
      /** The value. Absent if it does not look like an enum value, because it could then be a secret. */
      value?: string;
    }
  | {
      /** A new key of an object. The key itself is not reported, because it may be a secret. */
      kind: "key";
      /** The path of the object. */
      path: string;
    }
  | {
      /** A new shape of `details`. */
      kind: "shape";
      /** The path of the object. */
      path: string;
    };

/** Limits the memory of a client that runs for months. An API adds dozens of values in that time, not thousands. */
const maxReports = 1000;

/** Reports what is new in a validated response of an operation. */
export type DriftReport = (operation: Operation, bytes: Uint8Array) => void;

export function driftReport(onDrift: (drift: Drift) => void): DriftReport {
  const reported = new Set<string>();
  return (operation, bytes) => {
    for (const [path, novelty] of drifts(operation, bytes)) {
      const [kind, value] = novelty.split(" ");
      const drift = (value === undefined ? { kind, path } : { kind, path, value }) as Drift;
      const key = JSON.stringify(drift);
      if (reported.has(key) || reported.size >= maxReports) continue;
      reported.add(key);
      notify(onDrift, drift);
    }
  };
}

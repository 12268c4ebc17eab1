/** Types for the options of clients and calls. */

import type { CallSettings } from "../core/junction_credentials.js";

/** The same options, which may also be undefined. An option whose value is undefined counts as absent. */
export type Optional<T> = { [Name in keyof T]?: T[Name] | undefined };

/** The options of a single call. An option whose value is undefined counts as absent. */
export interface CallOptions extends Optional<Omit<CallSettings, "signal">> {
  /** Aborts the call. It then rejects with the signal's reason. Default: none. */
  signal?: AbortSignal | undefined;
}

/** What callers pass to clients and calls, as far as both share it. */

import type { CallSettings } from "../core/junction_credentials.js";

/** Options of which an undefined one is as an absent one. */
export type Optional<T> = { [Name in keyof T]?: T[Name] | undefined };

/** What a single call can be given. An option that is undefined is one that is absent. */
export interface CallOptions extends Optional<Omit<CallSettings, "signal">> {
  /** Aborts the call, which then rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
}

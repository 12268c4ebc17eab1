/** Makes the calls of one client. Each resolves with the parsed response or rejects with an error class. */

import type { Core, Operation } from "../core/junction_credentials.js";
import { requestError } from "../errors/request-error.js";
import { execute } from "../host/call.js";
import type { Fetch } from "../host/fetch.js";
import { requireSignal, type Signal } from "../host/signal.js";
import { json } from "../json.js";
import { parsed } from "../schemas/document.js";
import { type AttemptReport, attemptReport } from "./attempt-report.js";
import type { DriftReport } from "./drift.js";
import type { CallOptions } from "./options.js";
import type { Listing, Paged } from "./walk.js";

export class Calls {
  #core: Core | undefined;
  #key: string | (() => unknown) | undefined;
  readonly #fetch: Fetch;
  readonly #drift: DriftReport | undefined;
  readonly #onAttempt: ((attempt: AttemptReport) => void) | undefined;

  constructor(
    core: Core,
    fetch: Fetch,
    key: string | (() => unknown) | undefined,
    drift: DriftReport | undefined,
    onAttempt: ((attempt: AttemptReport) => void) | undefined,
  ) {
    this.#core = core;
    this.#fetch = fetch;
    this.#key = key;
    this.#drift = drift;
    this.#onAttempt = onAttempt;
  }

  /**
   * Makes one call.
   *
   * @param signal Replaces the signal of the options.
   */
  async make<Type>(
    operation: Operation,
    path: string,
    parameters: unknown,
    options: CallOptions | undefined,
    signal: Signal | undefined = options?.signal,
  ): Promise<Type> {
    const sent = json(parameters);
    const aborter = requireSignal(signal);
    const settings = options == null ? "{}" : json(options, "signal");
    // Afterwards, because a `toJSON` of an argument may dispose of the client.
    const core = this.live();
    const key = this.#key;
    const keyOfCall = typeof key === "string" ? key : "";
    // The trace id follows the version.
    const traceId = () => JSON.parse(settings).traceparent?.slice(3, 35);
    const caller = {
      fetch: this.#fetch,
      key: typeof key === "function" ? key : undefined,
      signal: aborter,
      report: this.#onAttempt && attemptReport(this.#onAttempt, operation, path, traceId),
      traceId,
    };
    const bytes = await execute(
      (host) => core.call(operation, path, sent, settings, keyOfCall, host),
      caller,
    );
    this.#drift?.(operation, bytes);
    return parsed(bytes);
  }

  /** Describes a listing. `itemsOf` returns the items of a page. */
  listing<Page extends Paged, Item>(
    operation: Operation,
    path: string,
    query: { readonly next_cursor?: string | null | undefined },
    options: CallOptions | undefined,
    itemsOf: (page: Page) => readonly Item[],
  ): Listing<Page, Item> {
    return {
      ask: (cursor, signal) => {
        const page = cursor === undefined ? query : { ...query, next_cursor: cursor };
        return this.make(operation, path, page, options, signal);
      },
      // Code without types may pass anything, which the core refuses when the listing is read.
      start: query?.next_cursor ?? undefined,
      signal: options?.signal,
      itemsOf,
    };
  }

  /** Forgets the key and frees the memory of the core. Calls in flight complete. */
  dispose(): void {
    this.#core?.free();
    this.#core = undefined;
    this.#key = undefined;
  }

  /** @throws {RequestError} If the client has been disposed of. */
  live(): Core {
    if (this.#core) return this.#core;
    throw requestError("", "expected a client that has not been disposed of");
  }
}

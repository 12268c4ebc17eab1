/** Makes the calls of one client: through the core, and back as a value or as an error class. */

import type { Core, Operation } from "../core/junction_credentials.js";
import { requestError } from "../errors/request-error.js";
import { carry } from "../host/call.js";
import type { Fetch } from "../host/fetch.js";
import { requireSignal, type Signal } from "../host/signal.js";
import { json } from "../json.js";
import { parsed } from "../schemas/document.js";
import type { DriftReport } from "./drift.js";

/** What a single call can be given, as far as TypeScript looks at it. */
interface Options {
  readonly signal?: Signal | undefined;
}

export class Calls {
  #core: Core | undefined;
  #key: string | (() => unknown) | undefined;
  readonly #fetch: Fetch;
  readonly #drift: DriftReport | undefined;

  constructor(
    core: Core,
    fetch: Fetch,
    key: string | (() => unknown) | undefined,
    drift: DriftReport | undefined,
  ) {
    this.#core = core;
    this.#fetch = fetch;
    this.#key = key;
    this.#drift = drift;
  }

  /**
   * Makes one call.
   *
   * @param signal In place of the one among the options.
   */
  async make<Type>(
    operation: Operation,
    scope: string,
    parameters: unknown,
    options: Options | undefined,
    signal = options?.signal,
  ): Promise<Type> {
    const core = this.live();
    const sent = json(parameters);
    const key = this.#key;
    const caller = {
      fetch: this.#fetch,
      key: typeof key === "function" ? key : undefined,
      signal: requireSignal(signal),
    };
    const request = {
      operation,
      scope,
      parameters: sent,
      settings: options == null ? undefined : json(options, "signal"),
      key: typeof key === "string" ? key : undefined,
    };
    const bytes = await carry(core, request, caller);
    this.#drift?.(operation, bytes);
    return parsed(bytes);
  }

  /** Forgets the key, and frees the memory of the core. Calls that are on their way still end well. */
  dispose(): void {
    this.#core?.free();
    this.#core = undefined;
    this.#key = undefined;
  }

  /** @throws {RequestError} If there is no core any more. */
  live(): Core {
    if (this.#core) return this.#core;
    throw requestError("", "expected a client that has not been disposed of");
  }
}

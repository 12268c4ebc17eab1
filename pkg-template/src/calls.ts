/** Makes the calls of one client: through the core, and back as a value or as an error class. */

import type { Core, Operation, WireType } from "./core/junction_credentials.js";
import { parsed } from "./document.js";
import type { DriftReport } from "./drift.js";
import { errorOf, requestError } from "./failure.js";
import type { Fetch } from "./fetch.js";
import { json } from "./json.js";
import { secretsIn } from "./redact.js";
import { requireSignal, type Signal } from "./signal.js";
import { HostTransport, type KeySource } from "./transport.js";

/** What a single call can be given, as far as TypeScript looks at it. */
interface Options {
  readonly traceparent?: string | undefined;
  readonly signal?: Signal | undefined;
}

export class Calls {
  #core: Core | undefined;
  #key: KeySource;
  readonly #fetch: Fetch;
  readonly #drift: DriftReport | undefined;

  constructor(core: Core, fetch: Fetch, key: KeySource, drift: DriftReport | undefined) {
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
    answer: WireType,
    scope: string,
    parameters: unknown,
    options: Options | undefined,
    signal = options?.signal,
  ): Promise<Type> {
    const core = this.live();
    const sent = json(parameters);
    const transport = new HostTransport(this.#fetch, this.#key, requireSignal(signal));
    const settings = json(options ?? {});
    try {
      await core.call(transport, operation, scope, sent, settings);
    } catch (thrown) {
      throw errorOf(thrown, {
        signal,
        outcomes: transport.outcomes,
        // Asked for once the core has accepted the settings.
        get traceId() {
          return JSON.parse(settings).traceparent?.slice(3, 35);
        },
        secrets: () => [...transport.keys, ...secretsIn(JSON.parse(sent))],
      });
    }
    const bytes = transport.outcomes.at(-1)?.body as Uint8Array;
    this.#drift?.look(answer, bytes);
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

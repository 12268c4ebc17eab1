/** Makes the calls of one client: through the core, and back as a value or as an error class. */

import type { Core, Operation, WireType } from "./core/junction_credentials.js";
import { parsed } from "./document.js";
import type { DriftReport } from "./drift.js";
import { checked, errorOf, requestError } from "./failure.js";
import type { Fetch } from "./fetch.js";
import { json } from "./json.js";
import { secretsIn } from "./redact.js";
import { refusalsOf } from "./refusals.js";
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

  /** The number of an environment and region. */
  scope(env: unknown, region: unknown): number {
    const core = this.#live();
    const text = (value: unknown) => (typeof value === "string" ? value : "");
    return checked(() => core.scope(text(env), text(region)));
  }

  /**
   * Makes one call.
   *
   * @param signal In place of the one among the options.
   */
  async make<Type>(
    operation: Operation,
    answer: WireType,
    scope: number,
    parameters: unknown,
    options: Options | undefined,
    signal = options?.signal,
  ): Promise<Type> {
    const core = this.#live();
    const sent = json(parameters);
    const transport = new HostTransport(this.#fetch, this.#key, requireSignal(signal));
    const settings = options ? json(options) : undefined;
    let bytes: Uint8Array;
    try {
      bytes = await core.call(transport, operation, scope, sent, settings);
    } catch (thrown) {
      throw errorOf(thrown, {
        signal,
        // Asked for once the core has accepted the settings.
        get traceId() {
          return settings && JSON.parse(settings).traceparent?.slice(3, 35);
        },
        refusals: () => refusalsOf(transport.body, [...transport.keys, ...secretsIn(JSON.parse(sent))]),
      });
    }
    this.#drift?.look(answer, bytes);
    return parsed(bytes);
  }

  /** Forgets the key, and frees the memory of the core. Calls that are on their way still end well. */
  dispose(): void {
    this.#core?.free();
    this.#core = undefined;
    this.#key = undefined;
  }

  #live(): Core {
    if (this.#core) return this.#core;
    throw requestError("", "expected a client that has not been disposed of");
  }
}

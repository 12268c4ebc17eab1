/** The client of one organisation. */

// `Symbol.dispose` stands in the declarations, and a project need not know it otherwise.
/// <reference lib="esnext.disposable" preserve="true" />

import type { ClientSettings, Env, Region } from "../core/junction_credentials.js";
import { Core, checkScope } from "../core/junction_credentials.js";
import { checked } from "../errors/failure.js";
import type { Fetch } from "../host/fetch.js";
import { json } from "../json.js";
import { requireReady } from "../module/readiness.js";
import { Calls } from "./calls.js";
import { configuration } from "./configuration.js";
import { TeamCustomCredentials } from "./credentials.js";
import { type Drift, driftReport } from "./drift.js";
import { variable } from "./environment.js";
import type { Optional } from "./options.js";

/** As compilers of `using` look it up where the runtime does not know it. */
const dispose: typeof Symbol.dispose = Symbol.dispose ?? Symbol.for("Symbol.dispose");

type Settings = Omit<ClientSettings, "managementKey" | "fetch" | "onDrift">;

/** What a client is made with. An option that is undefined is one that is absent. */
export interface JunctionManagementOptions extends Optional<Settings> {
  /**
   * The management key, which begins with `mg_`, or a function that gives it and is asked once for each attempt.
   * Read from `JUNCTION_MANAGEMENT_KEY` when absent. A client whose `baseUrl` is a proxy of your own may do without.
   */
  managementKey?: string | (() => string | Promise<string>) | undefined;
  /** What requests are sent with: the runtime's own `fetch` when absent. */
  fetch?: Fetch | undefined;
  /**
   * Is told of each value, key and shape in an answer that this version does not know, once. They are no errors and
   * stand in the answer as they came; an update of this package may know them. What the function throws is ignored.
   *
   * @param drift What is new, and where it stands.
   */
  onDrift?: ((drift: Drift) => void) | undefined;
}

/**
 * A client of Junction's Management API, for one organisation. It holds no connection and needs no closing.
 *
 * ```ts
 * const junction = new JunctionManagement({ orgId, managementKey });
 * const credentials = junction.teamCustomCredentials("sandbox", "us");
 * ```
 */
export class JunctionManagement {
  readonly #calls: Calls;

  /**
   * Makes a client, and sends nothing.
   *
   * @param options May be left out where the environment has `JUNCTION_ORG_ID` and `JUNCTION_MANAGEMENT_KEY`.
   * @throws {RequestError} For options that are missing or wrong.
   */
  constructor(options?: JunctionManagementOptions) {
    requireReady();
    const {
      managementKey = variable("JUNCTION_MANAGEMENT_KEY"),
      fetch = runtimeFetch,
      orgId = variable("JUNCTION_ORG_ID"),
      ...settings
    } = options ?? {};
    const facts = configuration({ managementKey, fetch, settings: { orgId, ...settings } });
    const core = checked(() => new Core(facts));
    const drift = settings.onDrift && driftReport(settings.onDrift);
    this.#calls = new Calls(core, fetch, managementKey, drift);
  }

  /**
   * Gives access to the credentials of all teams in one environment and region. Nothing is sent.
   *
   * @param env Where the teams are: `"production"` or `"sandbox"`.
   * @param region Whose servers hold the teams' data: `"us"` or `"eu"`.
   * @throws {RequestError} For an environment or region that there is not.
   */
  teamCustomCredentials(env: Env, region: Region): TeamCustomCredentials {
    this.#calls.live();
    // What is left out is told which there are as well.
    checked(() => checkScope(json({ env: env ?? "", region: region ?? "" })));
    return new TeamCustomCredentials(this.#calls, `${env}/${region}`);
  }

  /** Frees the client's memory and forgets its key early. Calls that are on their way still end well. */
  [dispose](): void {
    this.#calls.dispose();
  }
}

/** Looks the runtime's `fetch` up at each call, so that one put in its place later is found. */
const runtimeFetch: Fetch = (url, init) => globalThis.fetch(url, init);

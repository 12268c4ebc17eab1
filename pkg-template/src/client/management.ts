/** The client of one organisation. */

// The declarations use `Symbol.dispose`, which the `lib` setting of a project may not include.
/// <reference lib="esnext.disposable" preserve="true" />

import type { ClientSettings, Env, Issue, Region, WireType } from "../core/junction_credentials.js";
import { Core, check } from "../core/junction_credentials.js";
import * as wireTypes from "../core/wire-types.js";
import { requestErrorOf } from "../errors/request-error.js";
import type { Fetch } from "../host/fetch.js";
import { json } from "../json.js";
import { requireReady } from "../module/readiness.js";
import { encoded } from "../utf8.js";
import type { AttemptReport } from "./attempt-report.js";
import { Calls } from "./calls.js";
import { configuration, isPagePath } from "./configuration.js";
import { TeamCustomCredentials } from "./credentials.js";
import { type Drift, driftReport } from "./drift.js";
import { variable } from "./environment.js";
import { Everywhere, type EverywhereOptions } from "./everywhere.js";
import type { Optional } from "./options.js";
import { Teams } from "./teams.js";

/** The fallback is the symbol that compiled `using` statements look up in older runtimes. */
const dispose: typeof Symbol.dispose = Symbol.dispose ?? Symbol.for("Symbol.dispose");

type Settings = Omit<ClientSettings, "managementKey" | "fetch" | "onDrift" | "onAttempt">;

/** The options of a client. An option whose value is undefined counts as absent. */
export interface JunctionManagementOptions extends Optional<Settings> {
  /**
   * The management key, which begins with `mg_`, or a sync or async function that returns it. The function is called
   * before every attempt. Default: the environment variable `JUNCTION_MANAGEMENT_KEY`, unless `baseUrl` is a path. With
   * a `baseUrl` other than the default, such as that of a proxy that adds the key, the key is optional.
   */
  managementKey?: string | (() => string | Promise<string>) | undefined;
  /** The function that sends requests. Default: the runtime's `fetch`. */
  fetch?: Fetch | undefined;
  /**
   * Called once for each value, key or shape in a response that this version does not know. These are not errors and
   * are returned unchanged. A newer version of this package may know them. Errors that the function throws are ignored.
   * Default: none.
   *
   * @param drift What is new, and its path.
   */
  onDrift?: ((drift: Drift) => void) | undefined;
  /**
   * Called after each attempt, for logs and metrics. It receives no URL, key, body or value. It is not awaited. Errors
   * that it throws and rejections are ignored. Default: none.
   *
   * @param attempt What was attempted, and how it ended.
   */
  onAttempt?: ((attempt: AttemptReport) => void) | undefined;
}

/**
 * A client of Junction's Management API for one organisation. It holds no connection and does not have to be closed.
 *
 * ```ts
 * const junction = new JunctionManagement({ orgId, managementKey });
 * const credentials = junction.teamCustomCredentials("sandbox", "us");
 * ```
 */
export class JunctionManagement {
  readonly #calls: Calls;
  readonly #teams: Teams;
  readonly #settings: Optional<Settings>;

  /**
   * Creates a client. Nothing is sent.
   *
   * @param options Optional if the environment has `JUNCTION_ORG_ID` and `JUNCTION_MANAGEMENT_KEY`.
   * @throws {RequestError} If options are missing, unknown or invalid, or if `init()` is required and has not
   *   completed.
   */
  constructor(options?: JunctionManagementOptions) {
    requireReady();
    // The variables belong to a program that has a key, and not to a page that uses its own proxy.
    const fromEnvironment = isPagePath(options?.baseUrl) ? () => undefined : variable;
    const {
      managementKey = fromEnvironment("JUNCTION_MANAGEMENT_KEY"),
      fetch = runtimeFetch,
      orgId = fromEnvironment("JUNCTION_ORG_ID"),
      ...others
    } = options ?? {};
    const settings = { orgId, ...others };
    const facts = configuration({ managementKey, fetch, settings });
    const issues: Issue[] = [];
    const core = Core.create(facts, issues);
    if (!core) throw requestErrorOf(issues);
    const { onDrift, onAttempt } = settings;
    this.#calls = new Calls(core, fetch, managementKey, onDrift && driftReport(onDrift), onAttempt);
    this.#teams = new Teams(this.#calls);
    this.#settings = settings;
  }

  /** @internal The settings of the client, by which `plan` reads a config and a lock. */
  get settings(): Optional<Settings> {
    return this.#settings;
  }

  /** The teams of the organisation. */
  get teams(): Teams {
    return this.#teams;
  }

  /**
   * Returns access to the credentials of all teams in one environment and region. Nothing is sent.
   *
   * @param env The environment of the teams: `"production"` or `"sandbox"`.
   * @param region The region that stores the teams' data: `"us"` or `"eu"`.
   * @throws {RequestError} If the environment or region is unknown, or if the client has been disposed of.
   */
  teamCustomCredentials(env: Env, region: Region): TeamCustomCredentials {
    this.#calls.live();
    // An empty string in place of a missing argument makes the error list the valid values.
    const scope = checkedJson(wireTypes.Scope, { env: env ?? "", region: region ?? "" });
    return new TeamCustomCredentials(this.#calls, scope);
  }

  /**
   * Returns access to the credentials of all teams in several environments and regions. Nothing is sent.
   *
   * ```ts
   * for await (const { env, region, credential } of junction.everywhere().list({ provider: "fitbit" })) {
   *   console.log(env, region, credential.team_id);
   * }
   * ```
   *
   * @param options Default: all environments and regions.
   * @throws {RequestError} If an option is invalid or unknown, or if the client has been disposed of.
   */
  everywhere(options: EverywhereOptions = {}): Everywhere {
    this.#calls.live();
    return new Everywhere(this.#calls, JSON.parse(checkedJson(wireTypes.EverywhereSettings, options)));
  }

  /**
   * Frees the client's memory and removes its reference to the key. Calls in flight complete; later calls fail with a
   * `RequestError`.
   */
  [dispose](): void {
    this.#calls.dispose();
  }
}

/**
 * Stringifies an argument.
 *
 * @throws {RequestError} If it is not of this type.
 */
function checkedJson(type: WireType, argument: unknown): string {
  const text = json(argument);
  const issues = check(type, encoded(text));
  if (issues) throw requestErrorOf(issues);
  return text;
}

/** Looks up the global `fetch` at each call, so that a later replacement takes effect. */
const runtimeFetch: Fetch = (url, init) => globalThis.fetch(url, init);

/** The client: one class for an organisation, one for its credentials in an environment and region. */

// `Symbol.dispose` stands in the declarations, and a project need not know it otherwise.
/// <reference lib="esnext.disposable" preserve="true" />

import { Calls } from "./calls.js";
import type {
  CallSettings,
  ClientFacingTeamProviderCredentials,
  ClientSettings,
  CustomCredentialsResponse,
  DeleteTeamCustomCredentialsResponse,
  Env,
  ListTeamCustomCredentialsQuery,
  Operation,
  PrepareTeamCustomCredentialsBody,
  PrepareTeamCustomCredentialsResponse,
  Region,
  Uuid,
} from "./core/junction_credentials.js";
import { Core, checkScope } from "./core/junction_credentials.js";
import * as operations from "./core/operations.js";
import { type Drift, driftReport } from "./drift.js";
import { variable } from "./environment.js";
import { checked } from "./failure.js";
import { given } from "./given.js";
import type { Fetch } from "./host/fetch.js";
import { json } from "./json.js";
import { requireReady } from "./module/readiness.js";
import { CredentialPager } from "./pager.js";
import type { Guided, SetTeamCustomCredentialsBody } from "./set.js";

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

type Optional<T> = { [Name in keyof T]?: T[Name] | undefined };

/** What a single call can be given. An option that is undefined is one that is absent. */
export interface CallOptions extends Optional<Omit<CallSettings, "signal">> {
  /** Aborts the call, which then rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
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
    const facts = given({ managementKey, fetch, settings: { orgId, ...settings } });
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

/** The team custom credentials of an organisation in one environment and region. */
export class TeamCustomCredentials {
  readonly #calls: Calls;
  readonly #scope: string;

  /** @internal */
  constructor(calls: Calls, scope: string) {
    this.#calls = calls;
    this.#scope = scope;
  }

  /**
   * Lists credentials: all of them, or those of some teams or of one provider. Nothing is asked for before the
   * listing is read: see {@link CredentialPager} for the ways to read it.
   *
   * @param query What to list, and from which page on: everything by default.
   * @param options For each page of the listing.
   */
  list(query: Optional<ListTeamCustomCredentialsQuery> = {}, options?: CallOptions): CredentialPager {
    const ask = (cursor: string | undefined, signal: AbortSignal | undefined) => {
      const page = cursor === undefined ? query : { ...query, next_cursor: cursor };
      return this.#call<CustomCredentialsResponse>(operations.List, page, options, signal);
    };
    return new CredentialPager(ask, query?.next_cursor ?? undefined, options?.signal);
  }

  /**
   * Sets a credential: a new one, or the replacement of the one that the team has for this provider.
   *
   * A Fitbit credential becomes active when its owner presses Verify at Fitbit; all others are active at once.
   *
   * @param body The team, the provider, and what this provider asks for.
   * @param options For this call.
   * @returns The credential as it is stored, with its id and without its `client_secret`.
   * @throws {RequestError} For a body that is not as described, or not what its provider asks for.
   */
  set(
    body: Guided<SetTeamCustomCredentialsBody>,
    options?: CallOptions,
  ): Promise<ClientFacingTeamProviderCredentials> {
    return this.#call(operations.Set, body, options);
  }

  /**
   * Tells what has to be done at a provider before a credential can be set.
   *
   * @param body The team, and the provider.
   * @param options For this call.
   * @throws {RequestError} For a body that is not as described.
   */
  prepare(
    body: PrepareTeamCustomCredentialsBody,
    options?: CallOptions,
  ): Promise<PrepareTeamCustomCredentialsResponse> {
    return this.#call(operations.Prepare, body, options);
  }

  /**
   * Deletes credentials by their ids, at least one. Some may fail while others succeed: look at all three lists.
   *
   * @param ids The `id` of each credential.
   * @param options For this call.
   * @throws {RequestError} For no id, or one that is not a uuid.
   */
  delete(ids: readonly Uuid[], options?: CallOptions): Promise<DeleteTeamCustomCredentialsResponse> {
    return this.#call(operations.Delete, { credential_id: ids }, options);
  }

  #call<Type>(
    operation: Operation,
    parameters: unknown,
    options: CallOptions | undefined,
    signal?: AbortSignal,
  ): Promise<Type> {
    return this.#calls.make(operation, this.#scope, parameters, options, signal);
  }
}

/** Looks the runtime's `fetch` up at each call, so that one put in its place later is found. */
const runtimeFetch: Fetch = (url, init) => globalThis.fetch(url, init);

// An in-memory Management API that is called through its `fetch`.

import type {
  ClientFacingOrgTeamListItem,
  ClientFacingTeamProviderCredentials,
  Env,
  Region,
  UpsertTeamCustomCredentialsBody,
} from "../core/junction_credentials.js";
import type { Answer } from "./answers.js";
import { answerTo } from "./exchange.js";
import { type Fault, suffer, takeFault } from "./faults.js";
import { type RecordedRequest, recordOf } from "./requests.js";
import { type FakeStorage, Storage } from "./storage.js";
import { type SeedCredential, Store } from "./store.js";
import { type SeedTeam, TeamStore } from "./teams.js";

/** The initial state of a fake API. */
export interface FakeManagementApiOptions {
  /** The stored credentials, in `env` and `region`. Default: none. */
  readonly credentials?: readonly SeedCredential[];
  /** The teams of the organisation. Credentials may have teams that are not among them. Default: none. */
  readonly teams?: readonly SeedTeam[];
  /** The maximum number of credentials or teams on a page: a whole number of at least 1. Default: 50. */
  readonly pageSize?: number;
  /**
   * The only accepted key, in `X-Management-Key` or `X-Vital-Org-Key`. Default: every key, except a team's, which
   * begins with `sk_` or `pk_`.
   */
  readonly managementKey?: string;
  /** The only organisation, a UUID. All others are answered with 404. Default: every organisation exists. */
  readonly orgId?: string;
  /** The environment of `credentials`. The other one also exists, and is empty. Default: `"sandbox"`. */
  readonly env?: Env;
  /**
   * The region of `credentials`, and of teams without a `region`. The other one also exists, and has no credentials.
   * Default: `"us"`.
   */
  readonly region?: Region;
  /** How stored credentials differ from what was set, where this is not documented. Default: as little as possible. */
  readonly storage?: FakeStorage;
  /** The initial queue of faults. Default: none. */
  readonly faults?: readonly Fault[];
  /** Returns the time for `created_at`, `updated_at` and `created_on`. Default: the real time. */
  readonly now?: () => Date;
}

/**
 * A function that is called like the global `fetch`.
 *
 * @param input An absolute URL, or a request.
 * @param init The rest of the request.
 */
export type FakeFetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

/** The credentials of one environment and region. */
export interface FakeScope {
  /** The current credentials, in insertion order. They can be changed. */
  readonly credentials: ClientFacingTeamProviderCredentials[];
  /**
   * Creates or replaces a credential as somebody else would, without a request. Nothing is validated.
   *
   * @param body The body of `set`.
   */
  set(body: UpsertTeamCustomCredentialsBody): void;
}

/** An in-memory Management API. */
export interface FakeManagementApi {
  /**
   * Responds to a request instead of the network. The origin and a path prefix of the URL do not matter. May be called
   * without its object. Rejects with the signal's reason when the caller aborts, and otherwise with a `TypeError`, as
   * `fetch` does.
   */
  readonly fetch: FakeFetch;
  /** Every request so far, in call order, including requests that met a fault or were refused. */
  readonly requests: RecordedRequest[];
  /**
   * The current credentials of the environment and region in the options, in insertion order. If a test adds, replaces
   * or removes credentials here, the following responses reflect it.
   */
  readonly credentials: ClientFacingTeamProviderCredentials[];
  /**
   * Returns the credentials of an environment and region.
   *
   * @param env The environment.
   * @param region The region.
   */
  readonly scope: (env: Env, region: Region) => FakeScope;
  /** The current teams, in insertion order. They can be changed in the same way as `credentials`. */
  readonly teams: ClientFacingOrgTeamListItem[];
  /** The queue of faults. Push more at any time. */
  readonly faults: Fault[];
}

/**
 * Creates an in-memory Management API that responds as the real one does. It checks keys, returns pages with cursors,
 * creates or replaces credentials by team and provider, and responds to invalid requests with FastAPI's 422, which
 * repeats the `input`. Each call creates a separate API.
 *
 * These parts are invented, because they are not documented: the algorithm of `client_secret_hash`, the content of
 * cursors, the response to a forged cursor (400), the values of preparation steps, and how `search_query` matches teams
 * (a part of the name, in any case).
 *
 * @param options The initial state. Default: no credentials and no teams.
 * @throws {RangeError} If `pageSize` is not a whole number of at least 1.
 *
 * @example
 * ```ts
 * import { JunctionManagement } from "junction-credentials";
 * import { fakeManagementApi } from "junction-credentials/testing";
 *
 * const team_id = "0b5a6c1e-6d8f-4c53-9a55-0d0c6a3c8f11";
 * const api = fakeManagementApi({ credentials: [{ team_id, source: "strava" }] });
 * const junction = new JunctionManagement({
 *   orgId: "6f1c2a34-58d7-4b0e-9c61-2f7d0f4b9a10",
 *   managementKey: "mg_test",
 *   fetch: api.fetch,
 * });
 *
 * api.faults.push({ kind: "status", status: 503 }); // the first attempt fails, the client retries
 * const page = await junction.teamCustomCredentials("sandbox", "us").list();
 *
 * console.log(page.credentials.length, api.requests.length); // prints 1 2
 * ```
 */
export function fakeManagementApi(options: FakeManagementApiOptions = {}): FakeManagementApi {
  const { pageSize = 50, env = "sandbox", region = "us", now = () => new Date() } = options;
  if (!Number.isInteger(pageSize) || pageSize < 1) {
    throw new RangeError("pageSize must be a whole number from 1 on");
  }

  const storage = new Storage(options.storage ?? {});
  const stores = new Map<string, Store>();
  const storeOf = (env: string, region: string): Store => {
    const name = `${env}/${region}`;
    const store = stores.get(name) ?? new Store(storage);
    stores.set(name, store);
    return store;
  };
  const { managementKey, orgId } = options;
  const teamStore = new TeamStore();
  const premises = { managementKey, orgId, pageSize, now, storeOf, teamStore };
  const home = storeOf(env, region);
  for (const seed of options.credentials ?? []) home.seed(seed, now());
  for (const seed of options.teams ?? []) teamStore.seed(seed, region, now());
  const requests: RecordedRequest[] = [];
  const faults = [...(options.faults ?? [])];

  async function exchange(request: Request, signal: AbortSignal | undefined): Promise<Exchange> {
    // Done before the first `await`, so that concurrent calls keep their order.
    const record: { body: string | undefined } & RecordedRequest = recordOf(request);
    requests.push(record);
    const fault = takeFault(faults, record.operation);
    record.body = (await request.text()) || undefined;
    signal?.throwIfAborted();

    if (fault?.executed) answerTo(record, premises);
    const response = fault
      ? await suffer(fault, signal)
      : responseOf(answerTo(record, premises), record.method);
    return { response, body: record.body };
  }

  async function fetch(input: string | URL | Request, init?: RequestInit): Promise<Response> {
    const signal =
      init?.signal ?? (typeof input === "object" && "signal" in input ? input.signal : undefined);
    signal?.throwIfAborted();
    // Without the signal: a Request would keep a listener on it until it is garbage-collected.
    let request = new Request(input, { ...init, signal: null });
    for (let hops = 0; hops <= mostRedirects; hops += 1) {
      const { response, body } = await exchange(request, signal);
      const location = response.status === 307 ? response.headers.get("location") : null;
      if (location === null || request.redirect === "manual") return response;
      if (request.redirect === "error") throw new TypeError("fetch failed");
      request = redirected(request, body, location);
    }
    throw new TypeError("fetch failed");
  }

  const scope = (env: Env, region: Region): FakeScope => {
    const store = storeOf(env, region);
    return { credentials: store.credentials, set: (body) => void store.upsert(body, now()) };
  };
  return { fetch, requests, credentials: home.credentials, scope, teams: teamStore.teams, faults };
}

// The limit of the fetch standard.
const mostRedirects = 20;

interface Exchange {
  readonly response: Response;
  /** The request body, kept because it can be read only once. */
  readonly body: string | undefined;
}

function redirected(request: Request, body: string | undefined, location: string): Request {
  const target = new URL(location, request.url);
  const headers = new Headers(request.headers);
  // As fetch does: a redirect to another origin drops these two headers, but keeps a key in a custom header.
  if (target.origin !== new URL(request.url).origin) {
    headers.delete("authorization");
    headers.delete("cookie");
  }
  return new Request(target, { method: request.method, headers, body: body ?? null });
}

function responseOf({ status, body, headers }: Answer, method: string): Response {
  const text = method === "HEAD" ? null : JSON.stringify(body);
  return new Response(text, { status, headers: { ...headers, "content-type": "application/json" } });
}

// Stands in for the Management API behind a `fetch`.

import type { ClientFacingTeamProviderCredentials, Env, Region } from "../core/junction_credentials.js";
import { type Fault, suffer, takeFault } from "./faults.js";
import { type Answer, answerTo } from "./operations.js";
import { type RecordedRequest, recordOf } from "./requests.js";
import { type SeedCredential, Store } from "./store.js";

/** How a fake API begins. */
export interface FakeManagementApiOptions {
  /** The credentials that are there from the start, in `env` and `region`. Default: none. */
  readonly credentials?: readonly SeedCredential[];
  /** How many credentials a page holds at most: a whole number from 1 on. Default: 50. */
  readonly pageSize?: number;
  /**
   * The only key that is accepted, in `X-Management-Key` or `X-Vital-Org-Key`. Default: any key but a team's, which
   * begins with `sk_` or `pk_`.
   */
  readonly managementKey?: string;
  /** The only organization there is, a uuid; any other is answered with 404. Default: every organization exists. */
  readonly orgId?: string;
  /** The environment that `credentials` live in. The other one exists too, and is empty. Default: `"sandbox"`. */
  readonly env?: Env;
  /** The region that `credentials` live in. The other one exists too, and is empty. Default: `"us"`. */
  readonly region?: Region;
  /** The first faults of the queue. Default: none. */
  readonly faults?: readonly Fault[];
  /** The clock behind `created_at` and `updated_at`. Default: the real one. */
  readonly now?: () => Date;
}

/**
 * A function that is called as the global `fetch` is.
 *
 * @param input An absolute URL, or a request.
 * @param init The rest of the request.
 */
export type FakeFetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

/** A Management API in memory. */
export interface FakeManagementApi {
  /**
   * Answers a request in place of the network, whatever its origin and path prefix. May be called detached. Rejects
   * with the signal's reason when the caller aborts, and otherwise with a `TypeError`, as `fetch` does.
   */
  readonly fetch: FakeFetch;
  /** Every request so far, in the order of the calls; those that met a fault or were refused are there too. */
  readonly requests: RecordedRequest[];
  /**
   * The credentials of the options' environment and region as they are now, in the order of insertion. What a test adds,
   * replaces or takes out here is what the API answers from then on.
   */
  readonly credentials: ClientFacingTeamProviderCredentials[];
  /** The faults still to come. Push more at any time. */
  readonly faults: Fault[];
}

/**
 * Makes a Management API in memory that answers as the real one does: keys, cursors, upsert by team and provider, and
 * FastAPI's 422 with the echoed `input`. Each call makes an API of its own.
 *
 * Made up, because nobody outside knows them: the algorithm of `client_secret_hash`, the inside of cursors, the answer
 * to a forged cursor (400) and the values of preparation steps.
 *
 * @param options How it begins: without any credential by default.
 * @throws {RangeError} For a `pageSize` that is no whole number from 1 on.
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

  const stores = new Map<string, Store>();
  const storeOf = (env: string, region: string): Store => {
    const name = `${env}/${region}`;
    const store = stores.get(name) ?? new Store();
    stores.set(name, store);
    return store;
  };
  const { managementKey, orgId } = options;
  const premises = { managementKey, orgId, pageSize, now, storeOf };
  const home = storeOf(env, region);
  for (const seed of options.credentials ?? []) home.seed(seed, now());
  const requests: RecordedRequest[] = [];
  const faults = [...(options.faults ?? [])];

  async function exchange(request: Request, signal: AbortSignal | undefined): Promise<Exchange> {
    // Recorded, and the fault taken, before anything is awaited: concurrent calls keep their order.
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
    // Without the signal: a Request would leave a listener on it until it is garbage.
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

  return { fetch, requests, credentials: home.credentials, faults };
}

// The limit of the fetch standard.
const mostRedirects = 20;

interface Exchange {
  readonly response: Response;
  /** The body of the request, which can be read but once. */
  readonly body: string | undefined;
}

function redirected(request: Request, body: string | undefined, location: string): Request {
  const target = new URL(location, request.url);
  const headers = new Headers(request.headers);
  // As fetch does: these two are dropped on the way to another origin, a key in a header of its own is not.
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

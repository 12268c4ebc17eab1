/** Forwards OAuth callbacks from a customer's own domain to Junction. */

import { type Issue, RequestError } from "../errors/classes.js";
import { scopesIn } from "./link-token.js";
import { audiencesOf, baseOf, type CallbackHosts, type CallbackScope, nameOf } from "./scopes.js";

/** A request, of which only the method and the URL are read: a `Request`, or one of Node with its path as the URL. */
export interface CallbackRequest {
  /** The method. Default: GET. */
  readonly method?: string | undefined;
  /** The URL or the path, with its query. */
  readonly url?: string | undefined;
}

/** What was forwarded. It contains nothing of the query. */
export interface Forwarded extends CallbackScope {
  /** The provider. */
  readonly provider: string;
}

/** The options of `forwardCallback`. */
export interface CallbackOptions {
  /** The environments and regions whose callbacks arrive here. At least one. */
  readonly scopes: readonly CallbackScope[];
  /** The providers whose callbacks arrive here, as the last segment of the path. */
  readonly providers: readonly string[];
  /** The domain of the API. Default: `"junction"`. */
  readonly hosts?: CallbackHosts | undefined;
  /** More audiences of link tokens, and what they stand for. Default: none. */
  readonly audiences?: { readonly [audience: string]: CallbackScope } | undefined;
  /** Return null for a callback whose `state` is no link token of Junction, because it is your own. Default: `false`. */
  readonly shared?: boolean | undefined;
  /**
   * Called for each callback that is forwarded, for metrics. Errors that it throws are ignored.
   *
   * @param forwarded What was forwarded.
   */
  readonly onForward?: ((forwarded: Forwarded) => void) | undefined;
}

/** Forwards a callback, or refuses it. */
export type Callback = (request: CallbackRequest) => Response;
/** Forwards a callback, or refuses it. Null if it is not Junction's. */
export type SharedCallback = (request: CallbackRequest) => Response | null;

/** The longest query that is forwarded, in bytes. */
const longestQuery = 16 * 1024;

/**
 * Creates the function that forwards OAuth callbacks from your own domain to Junction, which some providers require. The
 * query is forwarded byte for byte. No part of a request decides which host it is forwarded to.
 *
 * ```ts
 * const callback = forwardCallback({
 *   scopes: [{ env: "production", region: "us" }],
 *   providers: ["google_health"],
 * });
 * const response = callback(new Request("https://example.com/oauth/google_health?code=1&state=2"));
 * ```
 *
 * @param options Which callbacks are forwarded, and where to.
 * @throws {RequestError} If an option is invalid or unknown.
 */
export function forwardCallback(options: CallbackOptions & { readonly shared: true }): SharedCallback;
export function forwardCallback(options: CallbackOptions): Callback;
export function forwardCallback(options: CallbackOptions): SharedCallback {
  requireOptions(options);
  const { hosts = "junction", shared = false, onForward } = options;
  const scopes = new Map(options.scopes.map((scope) => [nameOf(scope), { ...scope }]));
  const providers = new Set(options.providers);
  const audiences = audiencesOf(options.audiences ?? {});

  return ({ method = "GET", url = "" }) => {
    const query = queryOf(url);
    const named = scopesIn(query ?? "", audiences);
    if (shared && named.length === 0) return null;
    if (method !== "GET" && method !== "HEAD") return answer(405, { allow: "GET, HEAD" });
    const provider = providerOf(url);
    if (!providers.has(provider)) return answer(404);
    // A character of a query is one byte: URLs of requests are percent-encoded, and Node has bytes as characters.
    if ((query ?? "").length > longestQuery) return answer(414);

    const [only, ...others] = named.length > 0 || scopes.size > 1 ? named : [...scopes.keys()];
    const scope = only === undefined ? undefined : scopes.get(only);
    if (!scope || others.length > 0) return answer(400);
    const location = `${baseOf(scope, hosts)}/connect/${provider}${query === undefined ? "" : `?${query}`}`;
    const response = redirect(location);
    if (response.status === 307) report(onForward, { provider, env: scope.env, region: scope.region });
    return response;
  };
}

/** What is behind the first question mark, up to a fragment. Undefined if there is none. */
function queryOf(url: string): string | undefined {
  const [whole = ""] = url.split("#", 1);
  const start = whole.indexOf("?");
  return start < 0 ? undefined : whole.slice(start + 1);
}

/** The last segment of the path. */
function providerOf(url: string): string {
  const [path = ""] = url.split(/[?#]/, 1);
  return path.slice(path.lastIndexOf("/") + 1);
}

function redirect(location: string): Response {
  try {
    return answer(307, { location });
  } catch {
    // A line break, or a character that no URL of a request contains.
    return answer(400);
  }
}

function answer(status: number, headers: { readonly [name: string]: string } = {}): Response {
  const always = { "cache-control": "no-store", "referrer-policy": "no-referrer" };
  return new Response(null, { status, headers: { ...always, ...headers } });
}

function report(onForward: CallbackOptions["onForward"], forwarded: Forwarded): void {
  try {
    const result: unknown = onForward?.(forwarded);
    // What an async function throws is ignored, too.
    if (result instanceof Promise) result.catch(() => {});
  } catch {}
}

function requireOptions(options: CallbackOptions): void {
  const issues: Issue[] = [];
  const expect = (isSo: boolean, path: string, expected: string) => {
    if (!isSo) issues.push({ path, message: `expected ${expected}` });
  };
  const { scopes, providers, hosts, audiences, shared, onForward, ...others } = (options ??
    {}) as unknown as {
    readonly [option: string]: unknown;
  };
  for (const name of Object.keys(others)) expect(false, /^\w+$/.test(name) ? name : "*", "no such option");
  const isScope = (scope: unknown) =>
    isObject(scope) && baseOf(scope as CallbackScope, "junction") !== undefined;
  const what = "`env` production or sandbox, and `region` us or eu";
  const listed = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
  expect(listed(scopes).length > 0, "scopes", "at least one environment and region");
  for (const [index, scope] of listed(scopes).entries()) expect(isScope(scope), `scopes[${index}]`, what);
  expect(listed(providers).length > 0, "providers", "at least one provider");
  for (const [index, provider] of listed(providers).entries()) {
    expect(typeof provider === "string" && /^\w+$/.test(provider), `providers[${index}]`, "a provider");
  }
  expect(
    hosts === undefined || hosts === "junction" || hosts === "tryvital",
    "hosts",
    "`junction` or `tryvital`",
  );
  expect(audiences === undefined || isObject(audiences), "audiences", "an object");
  for (const scope of isObject(audiences) ? Object.values(audiences) : [])
    expect(isScope(scope), "audiences.*", what);
  expect(shared === undefined || typeof shared === "boolean", "shared", "a boolean");
  expect(onForward === undefined || typeof onForward === "function", "onForward", "a function");
  if (issues.length === 0) return;
  const text = issues.map(({ path, message }) => `\`${path}\`: ${message}`).join("; ");
  throw new RequestError(`nothing was forwarded: ${text}`, issues);
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Forwards OAuth callbacks from a customer's own domain to Junction. */

import { notify } from "../client/notify.js";
import { requireOptions } from "./checks.js";
import { scopesIn } from "./link-token.js";
import type { CallbackOptions } from "./options.js";
import { audiencesOf, linkOf, nameOf } from "./scopes.js";

/**
 * A request, of which only the method and the URL are read: a `Request`, or a request of Node or Express, whose URL is a
 * path.
 */
export interface CallbackRequest {
  /** The method. Default: `"GET"`. */
  readonly method?: string | undefined;
  /** The URL or the path, with its query. */
  readonly url?: string | undefined;
  /** Replaces `url`, from which routers such as Express remove the path that they are mounted at. */
  readonly originalUrl?: string | undefined;
}

/** What `toNodeHandler` passes to a callback in addition to the request. */
export interface CallbackContext {
  /** The request of Node, whose URL has the bytes that were received. A `Request` rewrites some of them. */
  readonly req?: CallbackRequest | undefined;
}

/**
 * Forwards a callback, or refuses it.
 *
 * @param request The request.
 * @param context With a `req`, this request of Node is read instead.
 */
export type Callback = (request: CallbackRequest, context?: CallbackContext) => Response;

/**
 * Forwards a callback, or refuses it. Returns null if it is not Junction's.
 *
 * @param request The request.
 * @param context With a `req`, this request of Node is read instead.
 */
export type SharedCallback = (request: CallbackRequest, context?: CallbackContext) => Response | null;

/** The longest query that is forwarded, in bytes, with its question mark. */
const longestQuery = 16 * 1024 + 1;

/**
 * Creates the function that forwards OAuth callbacks from your own domain to Junction, which some providers require. The
 * provider is the last segment of the path. The query is forwarded byte for byte. No part of a request decides which
 * host it is forwarded to.
 *
 * The response is a redirect with status 307, or a refusal without a body: 400 for an environment and region that is
 * unknown, ambiguous or not in `scopes`, 404 for a provider that is not in `providers`, 405 for a method other than GET
 * and HEAD, 414 for a query of more than 16 KiB.
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
 * @throws {RequestError} If an option is missing, invalid or unknown.
 */
export function forwardCallback(options: CallbackOptions & { readonly shared: true }): SharedCallback;
export function forwardCallback(options: CallbackOptions & { readonly shared?: false | undefined }): Callback;
export function forwardCallback(options: CallbackOptions): SharedCallback;
export function forwardCallback(options: CallbackOptions): SharedCallback {
  requireOptions(options);
  const { hosts = "junction", shared = false, onForward } = options;
  const scopes = new Map(options.scopes.map(({ env, region }) => [nameOf({ env, region }), { env, region }]));
  const providers = new Set(options.providers);
  const audiences = audiencesOf(options.audiences ?? {});

  return (request, context) => {
    const { method = "GET", url = "", originalUrl = url } = context?.req ?? request;
    const [, path = "", query = ""] = /^([^?#]*)([^#]*)/.exec(originalUrl) ?? [];
    const named = scopesIn(query, audiences);
    if (shared && named.length === 0) return null;
    if (!/^(GET|HEAD)$/.test(method)) return answer(405, { allow: "GET, HEAD" });
    const provider = path.slice(path.lastIndexOf("/") + 1);
    if (!providers.has(provider)) return answer(404);
    // A character is a byte: URLs of requests are percent-encoded, and Node decodes other bytes as Latin-1.
    if (query.length > longestQuery) return answer(414);

    const [name = "", ...others] = named.length > 0 || scopes.size > 1 ? named : scopes.keys();
    const scope = scopes.get(name);
    // Headers lose white space at their ends, which no URL of a request contains.
    if (!scope || others.length > 0 || /[\t\n\r ]$/.test(query)) return answer(400);
    try {
      const response = answer(307, { location: `${linkOf(scope, hosts)}/connect/${provider}${query}` });
      if (onForward) notify(onForward, { provider, ...scope });
      return response;
    } catch {
      // A line break, or a character that no URL of a request contains.
      return answer(400);
    }
  };
}

function answer(status: number, headers?: { readonly [name: string]: string }): Response {
  return new Response(null, {
    status,
    headers: { ...headers, "cache-control": "no-store", "referrer-policy": "no-referrer" },
  });
}

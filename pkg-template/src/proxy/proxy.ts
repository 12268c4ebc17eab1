/** The server half of an admin front end, which has no key of its own. */

import { Handling } from "./handling.js";
import type { ManagementProxyOptions } from "./options.js";
import { proxyRouteOf } from "./route.js";
import { settingsOf } from "./settings.js";

/**
 * Answers a request of a front end. Never rejects.
 *
 * @param request The request as it was received: with its whole path, and a body that nobody has read.
 * @param context Is passed to `authorize`.
 */
export type ProxyHandler<Context> = (
  request: Request,
  ...context: undefined extends Context ? [context?: Context] : [context: Context]
) => Promise<Response>;

/**
 * Creates the handler that an admin front end calls in place of Junction, since a browser must not have the key:
 * `new JunctionManagement({ baseUrl: "/api/junction" })` works in the browser as it does on a server.
 *
 * It is not a passthrough. Each request is matched to one operation, checked, and made anew by the client on the server.
 * No URL, header or key of the browser goes on, except a well-formed `traceparent`, and none of Junction's headers comes
 * back. Requests from other sites are refused, as far as browsers mark them, which they do on https and to loopback.
 *
 * ```ts
 * const handler = managementProxy({
 *   junction,
 *   basePath: "/api/junction",
 *   authorize: async ({ request }) => {
 *     const user = await userOf(request);
 *     return user && { actor: user.email, team_ids: user.team_ids };
 *   },
 *   operations: ["teams", "list", "prepare", "set", "delete"],
 * });
 * ```
 *
 * @param options Which requests are allowed. They are copied.
 * @throws {RequestError} If an option is missing, invalid or unknown.
 */
export function managementProxy<Context = unknown>(
  options: ManagementProxyOptions<Context>,
): ProxyHandler<Context> {
  const settings = settingsOf(options);
  return async (request, ...[context]) => {
    const route = proxyRouteOf(request, settings.basePath);
    if (route instanceof Response) return route;
    return new Handling(request, context as Context, route, settings).response();
  };
}

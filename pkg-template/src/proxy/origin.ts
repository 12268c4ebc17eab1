/** Tells requests of the front end from those that other sites make a browser send. */

import { isHost } from "../host/host-header.js";

/** The allowed origins. Undefined stands for the origin of the request's own URL. */
type Origins = readonly string[] | undefined;

/** The values of `Sec-Fetch-Site` that no other site can cause. */
const nearSites = ["same-origin", "same-site", "none"];

/** Returns the kind of request that the proxy refuses here, or undefined for a request of the front end. */
export function foreignness({ url, method, headers }: Request, origins: Origins): string | undefined {
  if (origins && !isHostOf(origins, headers.get("host") ?? new URL(url).host)) {
    return "a request whose host is not one of `origins`";
  }
  const site = headers.get("sec-fetch-site");
  const origin = headers.get("origin");
  const isOwn =
    site === "same-origin" || (origin !== null && (origins ?? [new URL(url).origin]).includes(origin));
  if (site !== null && !nearSites.includes(site)) return "a request from another site";
  if (isOwn) return undefined;
  if (method !== "GET") {
    return "a request that writes, with neither `Sec-Fetch-Site: same-origin` nor an allowed `Origin`";
  }
  // Browsers send `Origin` with a page's `fetch`, and no `Origin` with its images, scripts and navigations.
  const isOfOther = origin !== null || (site === "same-site" && headers.has("sec-fetch-mode"));
  return isOfOther ? "a request from another origin" : undefined;
}

function isHostOf(origins: readonly string[], host: string): boolean {
  return origins.some((origin) => {
    const { protocol, host: expected } = new URL(origin);
    // The parser removes a default port.
    return isHost(host) && hostIn(`${protocol}//${host}`) === expected;
  });
}

function hostIn(url: string): string | undefined {
  try {
    return new URL(url).host;
  } catch {
    return undefined;
  }
}

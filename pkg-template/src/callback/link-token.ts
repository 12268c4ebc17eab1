/**
 * Reads the scope of a link token, which Junction passes to a provider as `state`. The token is not verified: it decides
 * between configured addresses and proves nothing.
 */

/** Returns the names of the scopes of all link tokens in a query, each once. A `state` that is no link token has none. */
export function scopesIn(query: string, audiences: ReadonlyMap<string, string>): string[] {
  const states = new URLSearchParams(query).getAll("state");
  return [...new Set(states.flatMap((state) => scopesOf(state, audiences)))];
}

/** Returns the names of the scopes that the `aud` of a token names: a string or an array. */
function scopesOf(token: string, audiences: ReadonlyMap<unknown, string>): string[] {
  const parts = token.split(".");
  const named = parts.length === 3 ? [audienceOf(parts[1] as string)].flat() : [];
  return named.map((audience) => audiences.get(audience)).filter((name) => name !== undefined);
}

/** Returns the `aud` of a token's claims. Undefined if they are not JSON in base64url. */
function audienceOf(payload: string): unknown {
  try {
    return JSON.parse(atob(payload.replace(/-/g, "+").replace(/_/g, "/")))?.aud;
  } catch {
    return undefined;
  }
}

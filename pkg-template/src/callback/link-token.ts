/** Reads the scope of a link token, which Junction passes as `state`. The token is not verified: it routes, and proves nothing. */

/** Returns the scopes of the link tokens in a query, each once. A `state` that is no link token has none. */
export function scopesIn(query: string, audiences: ReadonlyMap<string, string>): string[] {
  const states = query.split("&").filter((part) => decoded(part.split("=", 1)[0] ?? "") === "state");
  return [
    ...new Set(states.flatMap((part) => scopesOf(decoded(part.slice(part.indexOf("=") + 1)), audiences))),
  ];
}

/** The scopes of a token: that of its `aud`. */
function scopesOf(token: string | undefined, audiences: ReadonlyMap<string, string>): string[] {
  const [, payload, signature, ...more] = token?.split(".") ?? [];
  if (payload === undefined || signature === undefined || more.length > 0) return [];
  const { aud } = claimsOf(payload);
  const named = (Array.isArray(aud) ? aud : [aud]).map((one) => audiences.get(one));
  return named.filter((name) => name !== undefined);
}

function claimsOf(payload: string): { readonly aud?: unknown } {
  try {
    const bytes = Uint8Array.from(atob(payload.replace(/-/g, "+").replace(/_/g, "/")), (character) =>
      character.charCodeAt(0),
    );
    return JSON.parse(new TextDecoder().decode(bytes)) ?? {};
  } catch {
    return {};
  }
}

/** Decodes a part of a query, as forms encode it. Undefined if it is malformed. */
function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replace(/\+/g, " "));
  } catch {
    return undefined;
  }
}

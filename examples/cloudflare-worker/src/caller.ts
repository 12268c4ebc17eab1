/** Authenticates callers by a token. */

/**
 * Whether a request has the token. Digests are compared in constant time, so that neither the length nor the content of
 * the token can be measured.
 */
export async function isCaller(request: Request, token: string): Promise<boolean> {
  // Without a configured token, an empty one would be accepted.
  if (!token) return false;
  const [shown, wanted] = await Promise.all([
    digest(request.headers.get("authorization") ?? ""),
    digest(`Bearer ${token}`),
  ]);
  return crypto.subtle.timingSafeEqual(shown, wanted);
}

function digest(text: string): Promise<ArrayBuffer> {
  return crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
}

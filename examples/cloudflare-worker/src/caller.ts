/** Tells whether a request comes from somebody who knows the token. */

/** Compares digests in constant time, so that neither length nor content of the token can be measured. */
export async function isCaller(request: Request, token: string): Promise<boolean> {
  // Without the secret everybody would know it.
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

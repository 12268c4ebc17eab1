// Authenticates the administrator. A real server looks up who a session belongs to, and which teams this person manages.

import { createHash, timingSafeEqual } from "node:crypto";

const { ADMIN_TOKEN } = process.env;
// Without a configured token, an empty one would be accepted.
if (!ADMIN_TOKEN) throw new Error("ADMIN_TOKEN is not set");
const wanted = digest(ADMIN_TOKEN);

/**
 * Whether a request has the token, as bearer token or in the cookie `session`. Digests are compared in constant time, so
 * that neither the length nor the content of the token can be measured.
 *
 * @param {Headers} headers
 */
export function isAdmin(headers) {
  const [, bearer] = /^Bearer (.+)$/i.exec(headers.get("authorization") ?? "") ?? [];
  const [, session] = /(?:^|; )session=([^;]*)/.exec(headers.get("cookie") ?? "") ?? [];
  return timingSafeEqual(digest(bearer ?? session ?? ""), wanted);
}

/** @param {string} text */
function digest(text) {
  return createHash("sha256").update(text).digest();
}

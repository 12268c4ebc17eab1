/** Computes fingerprints of secrets with WebCrypto. */

import { encoded } from "../utf8.js";

/** Client secrets are long and random, so few rounds are enough, and a plan of a thousand stays quick. */
const rounds = 10_000;

const digits = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

/** Returns a new salt: 16 random bytes in base64. */
export function freshSalt(): string {
  return base64(crypto.getRandomValues(new Uint8Array(16)));
}

/** Whether a hash is the SHA-256 of a text in hexadecimal digits. */
export async function isSha256(hash: string, text: string): Promise<boolean> {
  // Spares the digest of thousands of texts if hashes have another form.
  if (!/^[\da-f]{64}$/i.test(hash)) return false;
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytesOf(text)));
  let hex = "";
  for (const byte of digest) hex += digits[byte];
  return hex === hash.toLowerCase();
}

/** Returns the PBKDF2-SHA-256 of a text in base64. */
export async function derived(text: string, salt: string): Promise<string> {
  const key = await crypto.subtle.importKey("raw", bytesOf(text), "PBKDF2", false, ["deriveBits"]);
  const parameters = { name: "PBKDF2", hash: "SHA-256", salt: encoded(salt), iterations: rounds };
  return base64(new Uint8Array(await crypto.subtle.deriveBits(parameters, key, 256)));
}

/** Half a surrogate pair has no bytes in UTF-8, and texts that differ only in it would have the same ones. */
function bytesOf(text: string) {
  return encoded(/\p{Cs}/u.test(text) ? JSON.stringify(text) : text);
}

function base64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}

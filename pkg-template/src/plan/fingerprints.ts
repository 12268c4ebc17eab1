/** Computes fingerprints of secrets with WebCrypto. */

/** Client secrets are long and random, so few rounds are enough, and a plan of a thousand stays quick. */
const rounds = 10_000;

/** Returns a new salt: 16 random bytes in base64. */
export function freshSalt(): string {
  return base64(crypto.getRandomValues(new Uint8Array(16)));
}

/** Returns the SHA-256 of a text in hexadecimal digits. */
export async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Returns the PBKDF2-SHA-256 of a text in base64. */
export async function derived(text: string, salt: string): Promise<string> {
  const key = await crypto.subtle.importKey("raw", new TextEncoder().encode(text), "PBKDF2", false, [
    "deriveBits",
  ]);
  const parameters = {
    name: "PBKDF2",
    hash: "SHA-256",
    salt: new TextEncoder().encode(salt),
    iterations: rounds,
  };
  return base64(new Uint8Array(await crypto.subtle.deriveBits(parameters, key, 256)));
}

function base64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}

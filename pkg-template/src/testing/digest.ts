// Turns a text into hex digits that look random and are the same on every run and in every runtime.

/**
 * Returns 64 hex digits that depend on every character of `text`.
 *
 * Not cryptographic: `crypto.subtle` is asynchronous and missing on plain http pages, and a fake API keeps no secrets.
 */
export function digest(text: string): string {
  let digits = "";
  for (let lane = 1; lane <= 8; lane += 1) {
    let hash = 0x811c9dc5 ^ Math.imul(lane, 0x9e3779b1);
    for (let index = 0; index < text.length; index += 1) {
      hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
    }
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
    hash ^= hash >>> 16;
    digits += (hash >>> 0).toString(16).padStart(8, "0");
  }
  return digits;
}

// SHA-256, synchronously: `crypto.subtle` is asynchronous and missing on plain http pages.

/** The first 32 bits of the fractional parts of roots of the first primes. */
function fractions(root: number, count: number): number[] {
  const primes: number[] = [];
  for (let number = 2; primes.length < count; number += 1) {
    if (primes.every((prime) => number % prime !== 0)) primes.push(number);
  }
  return primes.map((prime) => (prime ** (1 / root) * 2 ** 32) | 0);
}

const initial = fractions(2, 8);
const constants = fractions(3, 64);

/** Returns the SHA-256 of a text in hexadecimal digits. */
export function sha256(text: string): string {
  const state = [...initial];
  const words = padded(new TextEncoder().encode(text));
  for (let at = 0; at < words.length; at += 16) compress(state, words.slice(at, at + 16));
  return state.map((word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
}

/** The bytes as words: with a bit after them, zeros, and their number of bits. */
function padded(bytes: Uint8Array): number[] {
  const words = new Array<number>((((bytes.length + 8) >> 6) + 1) * 16).fill(0);
  for (const [index, byte] of [...bytes, 0x80].entries()) {
    words[index >> 2] = (words[index >> 2] ?? 0) | (byte << (24 - 8 * (index % 4)));
  }
  words[words.length - 1] = bytes.length * 8;
  return words;
}

const rotated = (word: number, by: number) => (word >>> by) | (word << (32 - by));

function compress(state: number[], block: readonly number[]): void {
  const schedule = [...block];
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (let round = 0; round < 64; round += 1) {
    if (round >= 16) schedule.push(scheduled(schedule, round));
    const sum1 = rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25);
    const one = (h + sum1 + ((e & f) ^ (~e & g)) + (constants[round] ?? 0) + (schedule[round] ?? 0)) | 0;
    const sum0 = rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22);
    const two = (sum0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
  }
  for (const [index, word] of [a, b, c, d, e, f, g, h].entries())
    state[index] = ((state[index] ?? 0) + word) | 0;
}

function scheduled(schedule: readonly number[], round: number): number {
  const at = (distance: number) => schedule[round - distance] ?? 0;
  const low = rotated(at(15), 7) ^ rotated(at(15), 18) ^ (at(15) >>> 3);
  const high = rotated(at(2), 17) ^ rotated(at(2), 19) ^ (at(2) >>> 10);
  return (at(16) + low + at(7) + high) | 0;
}

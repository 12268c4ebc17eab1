// Pseudo-random numbers that are the same for the same seed.

/** Returns a function that returns whole numbers from 0 to below its argument. */
export function randomOf(seed) {
  // The sfc32 generator, whose sequences are long enough for billions of documents.
  let [a, b, c, counter] = [0, seed | 0, seed >> 31, 1];
  const next = () => {
    const result = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + result) | 0;
    return result >>> 0;
  };
  for (let round = 0; round < 16; round++) next();
  return (below) => Math.floor((next() / 2 ** 32) * below);
}

// Times contenders in alternation, so that other load on the machine affects all of them equally.

const warmUpMs = 150;
const batchMs = 10;

export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/**
 * Returns the processor time of this process so far, in microseconds. It includes all threads and garbage collection,
 * but not other processes.
 */
export function processorMicros() {
  const { user, system } = process.cpuUsage();
  return user + system;
}

/**
 * Times the decoding of one page.
 *
 * Returns for each contender, in their order, the median processor time of one decoding, and the median of its ratio to
 * the first contender of the same round.
 */
export function timed(contenders, bytes, { rounds }) {
  for (const { decode } of contenders) warmUp(decode, bytes);
  const [unit] = contenders;
  const repeats = Math.max(1, Math.round((batchMs * 1000) / once(unit.decode, bytes)));
  const times = contenders.map(() => []);
  for (const order of orders(contenders.length, rounds)) {
    for (const index of order) times[index].push(batch(contenders[index].decode, bytes, repeats));
  }
  return times.map((own) => ({
    micros: median(own),
    ratio: median(own.map((time, round) => time / times[0][round])),
  }));
}

/**
 * Yields one random order of the contenders per round, so that no contender always follows the same one and its
 * garbage.
 */
export function* orders(contenders, rounds) {
  // Any generator works that produces the same orders on every run.
  let state = 1;
  const below = (limit) => {
    state = (state * 48_271) % 0x7fffffff;
    return state % limit;
  };
  for (let round = 0; round < rounds; round += 1) {
    const order = Array.from({ length: contenders }, (_, index) => index);
    for (let last = contenders - 1; last > 0; last -= 1) {
      const other = below(last + 1);
      [order[last], order[other]] = [order[other], order[last]];
    }
    yield order;
  }
}

function warmUp(decode, bytes) {
  const end = performance.now() + warmUpMs;
  do decode(bytes);
  while (performance.now() < end);
}

/** Returns the approximate time of one decoding, in microseconds. */
function once(decode, bytes) {
  // The clock of some systems has a low resolution.
  const repeats = bytes.length < 100_000 ? 50 : 3;
  return median(Array.from({ length: 5 }, () => batch(decode, bytes, repeats)));
}

/** Returns the time of one decoding in microseconds, averaged over a batch. */
function batch(decode, bytes, repeats) {
  const start = processorMicros();
  for (let count = 0; count < repeats; count += 1) decode(bytes);
  return (processorMicros() - start) / repeats;
}

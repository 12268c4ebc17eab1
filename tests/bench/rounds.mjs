// Times contenders in turns, so that whatever else the machine does befalls all of them alike.

const warmUpMs = 150;
const batchMs = 10;

export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Microseconds of processor time so far: all threads, garbage collection included, but not what else the machine does. */
export function processorMicros() {
  const { user, system } = process.cpuUsage();
  return user + system;
}

/**
 * Times decoding of one page.
 *
 * Gives for each contender, in their order, the median processor time of one decoding, and the median of its ratios to
 * the first contender in the same round.
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

/** As many orders of as many contenders, so that nobody always runs behind the same one and its garbage. */
export function* orders(contenders, rounds) {
  // Any generator will do, as long as every run has the same orders.
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

/** Roughly how many microseconds one decoding takes. */
function once(decode, bytes) {
  // The clock of some systems ticks slowly.
  const repeats = bytes.length < 100_000 ? 50 : 3;
  return median(Array.from({ length: 5 }, () => batch(decode, bytes, repeats)));
}

/** Microseconds for one of as many decodings. */
function batch(decode, bytes, repeats) {
  const start = processorMicros();
  for (let count = 0; count < repeats; count += 1) decode(bytes);
  return (processorMicros() - start) / repeats;
}

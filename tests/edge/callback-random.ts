// Pseudo-random choices that are the same for the same seed.

export interface Random {
  /** A whole number from 0 to below a limit. */
  below(limit: number): number;
  /** One item of a list. */
  pick<Item>(list: readonly Item[]): Item;
  /** Up to `longest` items, each made anew. */
  several<Item>(longest: number, make: () => Item): Item[];
}

export function randomOf(seed: number): Random {
  // The mulberry32 generator.
  let state = seed | 0;
  const below = (limit: number): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit);
  };
  return {
    below,
    pick: (list) => {
      if (list.length === 0) throw new Error("nothing to pick from");
      return list[below(list.length)] as (typeof list)[number];
    },
    several: (longest, make) => Array.from({ length: below(longest + 1) }, make),
  };
}

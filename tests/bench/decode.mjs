// Compares the speed of converting bytes to a validated value.

import { bare, others, ours } from "./contenders.mjs";
import { mistakes } from "./fixtures.mjs";
import { pagesByName } from "./pages.mjs";
import { timed } from "./rounds.mjs";
import { writeValidators } from "./validators.mjs";

export const title = "Decoding";

export async function measure({ isQuick }) {
  writeValidators();
  const rounds = isQuick ? { small: 5, big: 5 } : { small: 31, big: 11 };
  return timedPages(pagesByName({ isQuick }), [await ours(), ...(await others())], rounds);
}

/** Times the contenders that make no mistake. The number of rounds is lower for a big page. */
export function timedPages(pagesByName, contenders, rounds) {
  const judged = contenders.map((contender) => ({ ...contender, mistakes: mistakes(contender) }));
  const timedOnes = judged.filter((contender) => contender.mistakes.length === 0);

  const pages = Object.entries(pagesByName).map(([name, bytes]) => {
    const isBig = bytes.length > 1_000_000;
    const [unit, ...results] = timed([bare, ...timedOnes], bytes, {
      rounds: isBig ? rounds.big : rounds.small,
    });
    const ratios = Object.fromEntries(results.map(({ ratio }, index) => [timedOnes[index].name, ratio]));
    return { name, bytes: bytes.length, bareMicros: unit.micros, ratios };
  });
  return { contenders: judged.map(({ decode, ...contender }) => contender), pages };
}

export function tables({ contenders, pages }) {
  const number = (value) => (value === undefined ? "" : value.toFixed(2));
  const named = ({ name, version }) => (version && name !== "ours" ? `${name} ${version}` : name);
  const last = (contender) => pages.at(-1).ratios[contender.name] ?? Number.POSITIVE_INFINITY;
  const at100 = pages.find(({ name }) => name === "100") ?? pages.at(-1);
  const rank = (contender) => at100.ratios[contender.name] ?? last(contender);
  const sorted = [...contenders].sort((a, b) => rank(a) - rank(b));
  const failed = contenders.filter((contender) => contender.mistakes.length > 0);
  return [
    {
      note: "Processor time to turn the bytes of a page into a checked value, as a ratio to `TextDecoder` and bare `JSON.parse`. Columns are the credentials of a page. typia is of the last version whose generator needs no compiler of Go.",
      rows: [
        ["", ...pages.map(({ name }) => name)],
        ...sorted.map((contender) => [
          named(contender),
          ...pages.map(({ ratios }) => number(ratios[contender.name])),
        ]),
        [
          "bare JSON.parse, µs",
          ...pages.map(({ bareMicros }) => bareMicros.toFixed(bareMicros < 100 ? 1 : 0)),
        ],
        ["bytes", ...pages.map(({ bytes }) => String(bytes))],
      ],
    },
    ...failed.map(({ name, mistakes }) => ({
      note: `Not timed: ${name}, which ${mistakes.join("; ")}.`,
      rows: [],
    })),
  ];
}

// Compares the speed of converting bytes to a validated value.

import { bare, others, ours } from "./contenders.mjs";
import { mistakes } from "./fixtures.mjs";
import { pagesByName } from "./pages.mjs";
import { timed } from "./rounds.mjs";
import { writeValidators } from "./validators.mjs";

export const title = "Decoding";

export async function measure({ isQuick }) {
  writeValidators();
  const all = [await ours(), ...(await others())];
  const judged = all.map((contender) => ({ ...contender, mistakes: mistakes(contender) }));
  const timedOnes = judged.filter((contender) => contender.mistakes.length === 0);

  const pages = [];
  for (const [name, bytes] of Object.entries(pagesByName({ isQuick }))) {
    const isBig = bytes.length > 1_000_000;
    const rounds = isQuick ? 5 : isBig ? 11 : 31;
    const [unit, ...results] = timed([bare, ...timedOnes], bytes, { rounds });
    const ratios = Object.fromEntries(results.map(({ ratio }, index) => [timedOnes[index].name, ratio]));
    pages.push({ name, bytes: bytes.length, bareMicros: unit.micros, ratios });
  }
  const contenders = judged.map(({ name, version, isLibrary, mistakes }) => ({
    name,
    version,
    isLibrary,
    mistakes,
  }));
  return { contenders, pages };
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

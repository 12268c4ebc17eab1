// Compares the versions of Node: decoding, calls and cold start, as ratios to the same peers in each of them.

import { fileURLToPath } from "node:url";
import { sent } from "./processes.mjs";
import { median } from "./rounds.mjs";
import { writeValidators } from "./validators.mjs";
import { installed } from "./versions.mjs";

export const title = "Versions of Node";

const lines = [20, 22, 24, 26];
/** The libraries that can be the fastest: the others took more time in every column of the decoding table. */
const libraries = ["ajv", "ajv standalone", "typebox", "typia"];

export async function measure({ isQuick }) {
  const counts = isQuick ? [1, 100] : [1, 100, 10_000];
  const rounds = isQuick ? { small: 3, big: 3 } : { small: 11, big: 7 };
  const processes = isQuick ? { calls: 1, coldStart: 2 } : { calls: 3, coldStart: 9 };
  writeValidators();

  const nodes = [];
  for (const line of lines) {
    const execPath = fileURLToPath(new URL(`node_modules/node-${line}/bin/node`, import.meta.url));
    const inNode = (name, options) => sent("in-node.mjs", [name, JSON.stringify(options)], { execPath });

    const { contenders, pages } = await inNode("decode", { counts, libraries, rounds });
    const wrong = contenders.filter(({ mistakes }) => mistakes.length > 0).map(({ name }) => name);
    if (wrong.length > 0) throw new Error(`mistakes in Node ${line}: ${wrong.join(", ")}`);

    // The ratio differs more from process to process, by what is compiled when, than from round to round.
    const calls = [];
    for (let process = 0; process < processes.calls; process += 1) {
      calls.push(await inNode("calls", isQuick ? { rounds: 3, repeats: 200 } : { rounds: 5, repeats: 1000 }));
    }
    const toOpenapiFetch = (call) =>
      median(calls.map(({ [call]: micros }) => micros.ours / micros["openapi-fetch"]));

    const [ours, ajv] = await inNode("coldStart", { processes: processes.coldStart });
    nodes.push({
      node: installed(`node-${line}`),
      pages: pages.map(summary),
      calls: { list: toOpenapiFetch("list"), set: toOpenapiFetch("set") },
      coldStart: ours.ms / ajv.ms,
    });
  }
  return { rounds, processes, libraries, nodes };
}

function summary({ name, ratios: { ours, ...others } }) {
  const [[library, ratio]] = Object.entries(others).sort(([, a], [, b]) => a - b);
  return { name, ours, fastest: { name: library, ratio } };
}

export function tables({ rounds, processes, libraries, nodes }) {
  const row = (name, cell) => [name, ...nodes.map(cell)];
  const ratio = (value) => value.toFixed(2);
  return [
    {
      note:
        `Ratios as in the tables above, from fewer rounds: ${rounds.small} of decoding (${rounds.big} of a page of ` +
        `10000), ${processes.calls} processes for calls, and ${processes.coldStart} processes for each cold start. The ` +
        `fastest library is that of ${libraries.join(", ")}.`,
      rows: [
        row("", ({ node }) => `Node ${node}`),
        ...nodes[0].pages.flatMap(({ name }, index) => [
          row(`decode ${name}, ours, to JSON.parse`, ({ pages }) => ratio(pages[index].ours)),
          row(`decode ${name}, the fastest library`, ({ pages }) => {
            const { fastest } = pages[index];
            return `${fastest.name} ${ratio(fastest.ratio)}`;
          }),
        ]),
        ...["list", "set"].map((call) =>
          row(`small ${call}, to openapi-fetch`, ({ calls }) => ratio(calls[call])),
        ),
        row("cold start, to ajv standalone", ({ coldStart }) => ratio(coldStart)),
      ],
    },
  ];
}

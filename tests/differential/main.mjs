// Compares the built module with `JSON.parse` and the reference: node tests/differential/main.mjs [documents] [seed].

import { builtCheck } from "./built.mjs";
import { compare } from "./compare.mjs";

const [documents = 1_000_000, seed = Date.now() % 2 ** 31] = process.argv.slice(2).map(Number);

console.log(`${documents} documents, seed ${seed}`);
const startMs = performance.now();
const { counts, disagreements } = compare({ check: builtCheck, documents, seed });
const seconds = ((performance.now() - startMs) / 1000).toFixed(1);
console.log(`${JSON.stringify(counts)} in ${seconds} s, ${disagreements.length} disagreements`);
for (const { why, type, document } of disagreements)
  console.log(`\n${type}: ${why}\n${JSON.stringify(document)}`);
if (disagreements.length > 0) process.exitCode = 1;

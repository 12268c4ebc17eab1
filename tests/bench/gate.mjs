// The two figures that must not get worse, measured without any peer: the size of the browser entry and the speed of
// decoding.

import { bare, ours } from "./contenders.mjs";
import { complaints, ratioLimit } from "./limits.mjs";
import { compact } from "./pages.mjs";
import { timed } from "./rounds.mjs";
import { browserEntry } from "./size.mjs";

// Noise only ever makes it slower, and a busy machine may be noisy for a while.
const tries = 10;
const bytes = compact(100);
const contenders = [bare, await ours()];

const ratios = [];
do {
  const [, { ratio }] = timed(contenders, bytes, { rounds: 61, warmUpMs: 300 });
  ratios.push(ratio);
} while (ratios.at(-1) > ratioLimit() && ratios.length < tries);
const { brotli } = await browserEntry();

console.log(`decode 100      ${ratios.map((ratio) => ratio.toFixed(2)).join(", ")} times bare JSON.parse`);
console.log(`browser entry   ${(brotli / 1000).toFixed(1)} kB after brotli`);
const said = complaints({ ratios, browserEntryBytes: brotli });
for (const sentence of said) console.error(`✗ ${sentence}`);
if (said.length === 0) console.log("✓ within the limits");
process.exitCode = said.length === 0 ? 0 : 1;

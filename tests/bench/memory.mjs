// Compares the memory use of long and short listings.

// Must precede the import of the package.
import "./module-memory.mjs";
import { setTimeout as sleep } from "node:timers/promises";
import { JunctionManagement } from "junction-credentials";
import { key, orgId } from "./clients/path.mjs";
import { moduleMemory } from "./module-memory.mjs";
import { compact } from "./pages.mjs";

export const title = "Memory";

const pageSize = 1000;

export const measure = (options) =>
  sampled((junction) => junction.teamCustomCredentials("sandbox", "us").list(), options);

/** Reads a listing without an end, and measures the memory at some of its pages. */
export async function sampled(listingOf, { isQuick }) {
  const marks = isQuick ? [2, 10] : [10, 100];
  const text = new TextDecoder().decode(compact(pageSize));
  let pageBytes = 0;
  let asked = 0;
  const fetch = async () => {
    asked += 1;
    // Every page has a different cursor of the same length.
    const page = new TextEncoder().encode(text.replace("eyJjcmVh", String(asked).padStart(8, "0")));
    pageBytes = Math.max(pageBytes, page.length);
    return new Response(page, { headers: { "content-type": "application/json" } });
  };
  const junction = new JunctionManagement({ orgId, managementKey: key, fetch });

  const samples = [];
  let read = 0;
  for await (const _ of listingOf(junction)) {
    read += 1;
    const page = read / pageSize;
    if (marks.includes(page)) samples.push({ page, ...(await sample()) });
    if (page === marks.at(-1)) break;
  }
  return { pageSize, pageBytes, samples };
}

async function sample() {
  // Waits for the prefetched pages, so that every sample includes them.
  await sleep(200);
  for (let count = 0; count < 3; count += 1) globalThis.gc();
  return { heapBytes: process.memoryUsage().heapUsed, moduleBytes: moduleMemory() };
}

export const tables = (data) => tablesOf("list()", data);

export function tablesOf(listing, { pageSize, pageBytes, samples }) {
  const mib = (bytes) => (bytes / 1024 / 1024).toFixed(2);
  return [
    {
      note: `A walk over pages of ${pageSize}, each of ${pageBytes} bytes, by \`for await\` over \`${listing}\`; MiB after garbage collection.`,
      rows: [
        ["", ...samples.map(({ page }) => `page ${page}`)],
        ["heap of JavaScript", ...samples.map(({ heapBytes }) => mib(heapBytes))],
        ["memory of the module", ...samples.map(({ moduleBytes }) => mib(moduleBytes))],
      ],
    },
  ];
}

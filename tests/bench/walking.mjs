// Compares reading pages with and without prefetching, when network and consumer are slow.

import { setTimeout as sleep } from "node:timers/promises";
import { JunctionManagement } from "junction-credentials";
import { key, orgId } from "./clients/path.mjs";
import { compact } from "./pages.mjs";

export const title = "Walking";

const latencyMs = 20;
const workMs = 20;

export async function measure({ isQuick }) {
  const pages = isQuick ? 10 : 100;
  const credentials = listing(pages);
  await credentials.list();

  const ahead = await took(async () => {
    for await (const _ of credentials.list().pages()) await sleep(workMs);
  });
  const oneByOne = await took(async () => {
    let cursor;
    do {
      const page = await credentials.list({ next_cursor: cursor });
      await sleep(workMs);
      cursor = page.next_cursor;
    } while (cursor);
  });
  return { pages, latencyMs, workMs, ahead, oneByOne };
}

/** A listing with some number of pages, over a slow network. */
function listing(pages) {
  const { credentials } = JSON.parse(new TextDecoder().decode(compact(100)));
  const answers = Array.from({ length: pages }, (_, index) => {
    const next_cursor = index + 1 < pages ? String(index + 1) : null;
    return JSON.stringify({ credentials, next_cursor });
  });
  const fetch = async (url) => {
    await sleep(latencyMs);
    const index = Number(new URL(url).searchParams.get("next_cursor") ?? 0);
    return new Response(answers[index], { headers: { "content-type": "application/json" } });
  };
  const junction = new JunctionManagement({ orgId, managementKey: key, fetch });
  return junction.teamCustomCredentials("sandbox", "us");
}

async function took(walk) {
  const start = performance.now();
  await walk();
  return performance.now() - start;
}

export function tables({ pages, latencyMs, workMs, ahead, oneByOne }) {
  const row = (name, ms) => [name, (ms / 1000).toFixed(2), (ms / oneByOne).toFixed(2)];
  return [
    {
      note: `${pages} pages of 100, ${latencyMs} ms for each to come and ${workMs} ms of work on each.`,
      rows: [
        ["", "seconds", "ratio"],
        row("`for await` over `list().pages()`", ahead),
        row("`list({ next_cursor })` in a loop", oneByOne),
      ],
    },
  ];
}

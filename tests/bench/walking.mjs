// Compares reading pages with and without prefetching, when network and consumer are slow.

import { setTimeout as sleep } from "node:timers/promises";
import { latencyMs, slowJunction, took } from "./slow.mjs";

export const title = "Walking";

const workMs = 20;

export async function measure({ isQuick }) {
  const pages = isQuick ? 10 : 100;
  const credentials = slowJunction(pages).teamCustomCredentials("sandbox", "us");
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

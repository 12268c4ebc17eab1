// Compares reading several environments and regions side by side and one after the other, when the network is slow.

import { median } from "./rounds.mjs";
import { latencyMs, slowJunction, took } from "./slow.mjs";

export const title = "Everywhere";

const scopes = ["production", "sandbox"].flatMap((env) => ["us", "eu"].map((region) => [env, region]));

export async function measure({ isQuick }) {
  const pages = isQuick ? 5 : 25;
  const junction = slowJunction(pages);
  await junction.everywhere().list().toArray({ limit: 1 });

  const times = { sideBySide: [], oneByOne: [] };
  for (let round = 0; round < (isQuick ? 1 : 5); round += 1) {
    times.sideBySide.push(
      await took(async () => {
        for await (const _ of junction.everywhere().list());
      }),
    );
    times.oneByOne.push(
      await took(async () => {
        for (const [env, region] of scopes) {
          for await (const _ of junction.teamCustomCredentials(env, region).list());
        }
      }),
    );
  }
  return {
    scopes: scopes.length,
    pages,
    latencyMs,
    sideBySide: median(times.sideBySide),
    oneByOne: median(times.oneByOne),
  };
}

export function tables({ scopes, pages, latencyMs, sideBySide, oneByOne }) {
  const row = (name, ms) => [name, (ms / 1000).toFixed(2), (ms / oneByOne).toFixed(2)];
  return [
    {
      note: `${scopes} environments and regions, each with ${pages} pages of 100, ${latencyMs} ms for each page to come.`,
      rows: [
        ["", "seconds", "ratio"],
        row("`for await` over `everywhere().list()`", sideBySide),
        row("`for await` over each `list()` in turn", oneByOne),
      ],
    },
  ];
}

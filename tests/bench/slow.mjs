// Imitates a listing of many pages over a slow network.

import { setTimeout as sleep } from "node:timers/promises";
import { JunctionManagement } from "junction-credentials";
import { key, orgId } from "./clients/path.mjs";
import { compact } from "./pages.mjs";

export const latencyMs = 20;

/** Returns a client whose listings have some number of pages of 100. */
export function slowJunction(pages) {
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
  return new JunctionManagement({ orgId, managementKey: key, fetch });
}

/** Returns the time that a function takes, in milliseconds. */
export async function took(walk) {
  const start = performance.now();
  await walk();
  return performance.now() - start;
}

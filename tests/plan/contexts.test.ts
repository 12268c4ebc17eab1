// Plans run what they ask of their caller in the caller's async context.

import { AsyncLocalStorage } from "node:async_hooks";
import { apply, plan } from "junction-credentials/plan";
import { expect, test } from "vitest";
import { config, entry, world } from "./world.js";

const current = new AsyncLocalStorage<number>();

/** Plans and applies twice in the context of a tenant, and returns the contexts of all that was called. */
function contextsOf(tenant: number): Promise<(number | undefined)[]> {
  const seen: (number | undefined)[] = [];
  const note = () => seen.push(current.getStore());
  const here = world({ storage: { secretHash: "salted" } }, ({ fetch }) => async (url, init) => {
    note();
    return await fetch(url, init);
  });
  const wanted = (secret: string) => {
    const client_secret = async () => {
      note();
      return secret;
    };
    return config(entry("strava", { client_secret }), entry("oura", { client_secret }));
  };
  return current.run(tenant, async () => {
    const first = await plan(here.junction, wanted("first"), { onProgress: note });
    const { lock } = await apply(here.junction, first, wanted("first"), {
      onProgress: async () => void note(),
    });
    const second = await plan(here.junction, wanted("second"), { lock, onProgress: note });
    note();
    expect(second.summary.secrets.rotated).toBe(2);
    await apply(here.junction, second, wanted("second"), { lock, onProgress: async () => void note() });
    return seen;
  });
}

test("plans at the same time see the context of their own caller", async () => {
  const all = await Promise.all([1, 2, 3, 4].map(contextsOf));

  for (const [index, contexts] of all.entries()) {
    expect(contexts.length).toBeGreaterThan(20);
    expect(new Set(contexts)).toEqual(new Set([index + 1]));
  }
});

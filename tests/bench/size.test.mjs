import { expect, test } from "vitest";
import { browserEntryLimit, callbackEntryLimit, kilobytes } from "./limits.mjs";
import { browserEntry, callbackEntry } from "./size.mjs";

test.each([
  ["browser entry", browserEntryLimit, browserEntry],
  ["callback entry", callbackEntryLimit, callbackEntry],
])("the %s, every export kept, is no bigger than its limit", async (name, limit, measured) => {
  const { brotli } = await measured();

  console.log(`${name}: ${kilobytes(brotli)} after brotli, of at most ${kilobytes(limit)}`);
  expect(brotli).toBeLessThanOrEqual(limit);
});

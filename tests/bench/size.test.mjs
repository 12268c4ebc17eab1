import { expect, test } from "vitest";
import { browserEntryLimit, callbackEntryLimit, kilobytes, studioPageLimit } from "./limits.mjs";
import { browserEntry, callbackEntry, studioPage } from "./size.mjs";

test.each([
  ["browser entry", browserEntryLimit, browserEntry],
  ["callback entry", callbackEntryLimit, callbackEntry],
  ["studio page", studioPageLimit, studioPage],
])("the %s as a whole is no bigger than its limit", async (name, limit, measured) => {
  const { brotli } = await measured();

  console.log(`${name}: ${kilobytes(brotli)} after brotli, of at most ${kilobytes(limit)}`);
  expect(brotli).toBeLessThanOrEqual(limit);
});

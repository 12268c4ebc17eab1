import { expect, test } from "vitest";
import { browserEntryLimit, kilobytes } from "./limits.mjs";
import { browserEntry } from "./size.mjs";

test("the browser entry, every export kept, is no bigger than its limit", async () => {
  const { brotli } = await browserEntry();

  console.log(`browser entry: ${kilobytes(brotli)} after brotli, of at most ${kilobytes(browserEntryLimit)}`);
  expect(brotli).toBeLessThanOrEqual(browserEntryLimit);
});

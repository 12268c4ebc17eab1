/** Runs code inside a page, as an injected script would. */

import type { Page } from "playwright-core";

// biome-ignore lint/suspicious/noExplicitAny: the tests are checked without the types of browsers.
export type Inside = any;

/** Runs a function in a page. Its first argument is the global object of the page. */
export async function inside<Result, Argument>(
  page: Page,
  work: (window: Inside, argument: Argument) => Result,
  argument?: Argument,
): Promise<Awaited<Result>> {
  const window = await page.evaluateHandle("globalThis");
  return (await window.evaluate(work as never, argument as never)) as Awaited<Result>;
}

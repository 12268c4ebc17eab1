/** Opens pages in Chromium and reads what they say in their `<output>`. */

import { chromium as playwright } from "playwright-core";
import { test as testAnywhere } from "vitest";
import { chromium, noChromium } from "../../../scripts/chromium.mjs";

const executablePath = await chromium();
if (!executablePath) console.log(`not run: ${noChromium}`);

/** A test that needs Chromium. */
export function test(name: string, body: () => Promise<void>): void {
  testAnywhere.skipIf(!executablePath)(name, body);
}

const args = ["--disable-gpu", "--disable-quic", "--disable-sync"];

/** Opens a page, in a browser of its own, and waits for its `<output>` to say something. */
export async function said(address: string): Promise<string> {
  const browser = await playwright.launch({ executablePath, args });
  try {
    const page = await browser.newPage();
    const complaints: string[] = [];
    page.on("console", (message) => complaints.push(message.text()));
    const broken = new Promise<never>((_, reject) => page.once("pageerror", reject));
    const text = page.goto(address).then(() => page.locator("output:not(:empty)").innerText());
    return await Promise.race([text, broken]).catch((error: Error) => {
      throw new Error([error.message, ...complaints].join("\n"), { cause: error });
    });
  } finally {
    await browser.close();
  }
}

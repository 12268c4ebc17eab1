// Pictures of each view at three widths, light and dark, in target/studio. `PICTURES=1` also takes those of the README.

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { BrowserContextOptions, Page } from "playwright-core";
import { expect } from "vitest";
import type { OpenStudio } from "../cli/studio.js";
import { installStudio, pageAt, test, visit } from "./visit.js";

installStudio();

const root = join(import.meta.dirname, "../..");
const pictures = join(root, "target/studio");
mkdirSync(pictures, { recursive: true });

/** What is shown, and how to get there. */
interface Scene {
  readonly query: string;
  /** Waits until everything has been read, and opens what is to be seen. */
  show(page: Page): Promise<unknown>;
}

const row = (page: Page) => page.getByRole("row", { name: /garmin/ });
const listed = (page: Page) => page.getByText("24 credentials", { exact: true }).waitFor();

const scenes = {
  credentials: { query: "?", show: listed },
  details: {
    query: "?",
    async show(page: Page) {
      await row(page).getByText("garmin").click();
      await page.getByRole("dialog").waitFor();
    },
  },
  delete: {
    query: "?",
    async show(page: Page) {
      await row(page).getByRole("checkbox").check();
      await page.getByRole("button", { name: "Delete…" }).click();
      await page.getByRole("alertdialog").waitFor();
    },
  },
  set: {
    query: "?view=set&provider=fitbit&env=production&region=us&",
    async show(page: Page) {
      await page.getByRole("form", { name: "Credential of fitbit" }).waitFor();
      await page.getByRole("region", { name: "Preparation" }).getByRole("listitem").first().waitFor();
    },
  },
  coverage: {
    query: "?view=coverage",
    show: (page: Page) => page.getByRole("row", { name: /Clinic North/ }).waitFor(),
  },
  plan: { query: "?view=plan", show: (page: Page) => page.getByText("whoop_v2 of Clinic North").waitFor() },
} satisfies { readonly [name: string]: Scene };

async function addressOf({ query }: Scene, { junction, origin, token }: OpenStudio): Promise<string> {
  const { id } = await junction.teams.find("Clinic North");
  return `${origin}/${query}&team=${query.includes("view=set") ? id : ""}#token=${token}`;
}

/** Opens a scene in a window of its own. */
async function shown(scene: Scene, studio: OpenStudio, browser: BrowserContextOptions): Promise<Page> {
  const { page } = await pageAt(await addressOf(scene, studio), { browser });
  await scene.show(page);
  return page;
}

for (const [name, scene] of Object.entries(scenes)) {
  test(`${name} fits into a window of 400, 900 and 1600 pixels, light and dark`, async () => {
    const { studio } = await visit({ args: ["--demo"] });
    const overflows: string[] = [];
    for (const width of [400, 900, 1600]) {
      for (const colorScheme of ["light", "dark"] as const) {
        const page = await shown(scene, studio, { viewport: { width, height: 800 }, colorScheme });
        await page.screenshot({ path: join(pictures, `${name}-${width}-${colorScheme}.png`) });
        const content = await page.evaluate<number>("document.documentElement.scrollWidth");
        if (content > width) overflows.push(`${content} of ${width} pixels, ${colorScheme}`);
        await page.close();
      }
    }

    expect(overflows).toEqual([]);
  });
}

if (process.env.PICTURES) {
  test("the README has two pictures", async () => {
    const { studio } = await visit({ args: ["--demo"] });
    for (const [colorScheme, name] of [
      ["light", "credentials"],
      ["dark", "coverage"],
    ] as const) {
      const viewport = { width: 1100, height: 620 };
      const page = await shown(scenes[name], studio, { viewport, colorScheme, deviceScaleFactor: 2 });
      await page.screenshot({ path: join(root, `docs/studio-${colorScheme}.png`) });
    }
  });
}

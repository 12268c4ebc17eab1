import { expect, test } from "vitest";
import { installed } from "../../runtimes/installed.js";
import { answersOf } from "./deployed.js";

const project = installed("frameworks/nuxt");

test("Nuxt's output lists credentials in a page and in a route where nothing else is installed", async () => {
  await project().run("nuxt", ["build"]);
  const [page, count] = await answersOf(project(), ".output", "server/index.mjs", ["/", "/count"]);

  expect(page).toContain("<output>120</output>");
  expect(count).toBe("120");
});

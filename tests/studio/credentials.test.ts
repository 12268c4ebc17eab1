// The view of all credentials.

import { expect } from "vitest";
import { stored } from "../cli/server.js";
import { installStudio, test, visit } from "./visit.js";

installStudio();

test("the page shows the credentials of every scope by the names of their teams", async () => {
  const { page } = await visit({ api: { credentials: stored } });

  await page.getByRole("row", { name: /Clinic North/ }).waitFor();
  expect(await page.getByRole("status").innerText()).toContain("2 credentials");
});

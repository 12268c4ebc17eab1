import { expect, test as testInNode } from "vitest";
import { test, visited } from "../../runtimes/chromium/page.js";
import { served } from "../../runtimes/chromium/site.js";
import { installed } from "../../runtimes/installed.js";

const project = installed("libraries/form", async ({ run }) => {
  const forBrowsers = ["--format=esm", "--loader:.wasm=file", "--public-path=dist", "--minify"];
  await run("esbuild", ["src/main.tsx", "--bundle", "--outdir=dist", "--jsx=automatic", ...forBrowsers]);
});

// Has no `expect`: invalid field names do not compile.
testInNode("a form of react-hook-form has the fields that the schema of set's body has", async () => {
  await project().run("tsc");
});

test("a form shows at a field what the schema finds there, and gives the checked body once all is well", async () => {
  const site = ({ address }: { address: string }) =>
    visited(address, async (page) => {
      const field = (name: string) => page.getByRole("textbox", { name, exact: true });
      const errors = page.getByRole("alert");
      const submit = page.getByRole("button", { name: "Set" });
      await field("Client id").fill("public");
      await field("Client secret").fill("c-secret");
      await field("Verification code for activities").fill("w-token");
      await field("Verification code for body").fill("b-token");
      await submit.click();
      await errors.first().waitFor();

      const asleep = field("Verification code for sleep");
      const describedBy = await asleep.getAttribute("aria-describedby");
      const shown = await Promise.all((await errors.all()).map((error) => error.getAttribute("id")));
      const invalid = await page.locator("[aria-invalid=true]").count();
      const message = await page.locator(`[id="${describedBy}"]`).innerText();
      const isFocused = await asleep.evaluate((input) => input === input.ownerDocument.activeElement);

      await asleep.fill("s-token");
      await submit.click();
      const body = await page.locator("output").innerText();
      return { describedBy, shown, invalid, message, isFocused, body, left: await errors.count() };
    });

  const { body, describedBy, ...seen } = await served(project().folder, site);

  expect(seen).toEqual({
    shown: [describedBy],
    invalid: 1,
    message: "expected a string, but it is missing",
    isFocused: true,
    left: 0,
  });
  expect(JSON.parse(body)).toEqual({
    team_id: "0b5a6c1e-6d8f-4c53-9a55-0d0c6a3c8f11",
    provider: "fitbit",
    client_id: "public",
    client_secret: "c-secret",
    details: {
      fitbit: {
        workout_verify_token: "w-token",
        sleep_verify_token: "s-token",
        body_verify_token: "b-token",
      },
    },
  });
});

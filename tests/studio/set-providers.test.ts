// The forms of all providers, which are made of what `formFields` says.

import { appointmentProviders, labs, labsProviders, providers, type SetProvider } from "junction-credentials";
import { formFields } from "junction-credentials/forms";
import { expect } from "vitest";
import { setsOf } from "../cli/harness.js";
import { north } from "../plan/world.js";
import { fillField, formAt, formOf, inputsOf, put } from "./forms.js";
import { choose } from "./reading.js";
import { installStudio, test, visit } from "./visit.js";

installStudio();

const settable: SetProvider[] = [
  ...new Set([...providers, ...labs, ...labsProviders, ...appointmentProviders]),
];

/** The fields that the form shows first: those of the first shape, if there are several. */
function shownFields(provider: SetProvider) {
  const fields = formFields(provider);
  const first = fields.find(({ shape }) => shape !== undefined)?.shape;
  return fields.filter(({ shape }) => shape === first || shape === undefined);
}

test("the form of every provider asks for each of its values, and what was typed arrives at the API", async () => {
  const [first = "oura"] = settable;
  const { page, api } = await visit({ query: formAt(north, first) });
  const expected: Record<string, unknown>[] = [];
  let digits = 10_000;

  for (const provider of settable) {
    if (provider !== first) await choose(page, "Provider", provider);
    const form = formOf(page, provider);
    const fields = shownFields(provider);
    const body: Record<string, unknown> = { team_id: north, provider };
    for (const field of fields) {
      digits += 1;
      put(body, field.path, await fillField(form, field, `${digits}`));
    }
    expected.push(body);
    const inputs = await form.locator("input:not([type=radio]), textarea, select").count();
    await form.getByRole("button", { name: "Set in sandbox US" }).click();
    await page.getByText(`The credential of ${provider} for Clinic North is stored.`).waitFor();

    expect([provider, inputs]).toEqual([provider, fields.reduce((sum, field) => sum + inputsOf(field), 0)]);
  }

  expect(setsOf(api)).toEqual(expected);
});

test("a name that belongs to several groups of providers is offered once", async () => {
  const { page } = await visit({ query: "?view=set" });
  await page.getByRole("combobox", { name: "Provider", exact: true }).click();
  await page.getByRole("option").first().waitFor();

  const options = await page.getByRole("option").allInnerTexts();

  const names = options.map((text) => text.split("\n")[0]);
  expect(names.toSorted()).toEqual(settable.toSorted());
});

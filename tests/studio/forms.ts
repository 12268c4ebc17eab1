/** The form of a credential, as a person fills it in. */

import type { FormField } from "junction-credentials/forms";
import type { Locator, Page } from "playwright-core";

export const formOf = (page: Page, provider: string): Locator =>
  page.getByRole("form", { name: `Credential of ${provider}`, exact: true });

/** The address of the form of a team, provider and scope. */
export const formAt = (team: string, provider: string, env = "sandbox", region = "us"): string =>
  `?view=set&team=${team}&provider=${provider}&env=${env}&region=${region}`;

/** The name of a field: its label, and whether it is required. */
const named = (label: string) => new RegExp(`^${label}( required| optional| required with other details)?$`);

/** A field for a text, by its label. */
export const textField = (page: Page, label: string): Locator =>
  page.getByRole("textbox", { name: named(label) });

/** A field of several inputs, by its label. */
export const groupField = (page: Page, label: string): Locator =>
  page.getByRole("group", { name: named(label) });

/** Fills in a field as its kind requires, with digits that no other field has. Returns the value for the body. */
export async function fillField(form: Locator, field: FormField, digits: string): Promise<unknown> {
  const { kind, label, options = [] } = field;
  const name = named(label);
  const text = form.getByRole("textbox", { name });
  const [first = "", second = ""] = options;
  switch (kind) {
    case "text":
      await text.fill(digits);
      return digits;
    case "list":
      await text.fill(`${digits}, more ${digits}`);
      return [digits, `more ${digits}`];
    case "json":
      await text.fill(`{ "any": ["${digits}"] }`);
      return { any: [digits] };
    case "boolean":
      await form.getByRole("checkbox", { name }).check();
      return true;
    case "choice":
      await form.getByRole("combobox", { name }).selectOption(second);
      return second;
    case "choices":
      for (const option of [first, second])
        await form.getByRole("group", { name }).getByRole("checkbox", { name: option, exact: true }).check();
      return [first, second];
    case "lists":
      for (const option of [first, second])
        await form.getByRole("group", { name }).getByRole("textbox", { name: option }).fill("CA, NY");
      return { [first]: ["CA", "NY"], [second]: ["CA", "NY"] };
  }
}

/** Puts a value into a body at its path. */
export function put(body: Record<string, unknown>, path: string, value: unknown): void {
  const steps = path.split(".");
  const last = steps.pop() ?? "";
  let place = body;
  for (const step of steps) {
    place[step] ??= {};
    place = place[step] as Record<string, unknown>;
  }
  place[last] = value;
}

/** The number of inputs that a field consists of. */
export const inputsOf = ({ kind, options = [] }: FormField): number =>
  kind === "choices" || kind === "lists" ? options.length : 1;

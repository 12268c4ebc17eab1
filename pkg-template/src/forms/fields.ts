/** Lists what a form for a credential asks for. */

import type { SetProvider } from "../core/junction_credentials.js";
import { requestError } from "../errors/request-error.js";
import { type FormRow, forms } from "../form-rows.js";
import { appointmentProviders, labs, labsProviders, providers } from "../known-values.js";

/**
 * How a value is entered.
 *
 * - `text`: a string
 * - `boolean`: a checkbox
 * - `choice`: one of `options`, a string
 * - `choices`: any of `options`, an array of strings
 * - `list`: an array of strings
 * - `lists`: an object with an array of strings for each of `options` that it has
 * - `json`: a JSON object, which the API does not describe further
 */
export type FormFieldKind = "text" | "boolean" | "choice" | "choices" | "list" | "lists" | "json";

/** One value of the body of `set`. */
export interface FormField {
  /** The path of the value in the body: `details.fitbit.body_verify_token`. Issues of `set` name the same path. */
  readonly path: string;
  /** The name of the value for people: `Body verify token`. */
  readonly label: string;
  /** What the value is, in one or two sentences. */
  readonly help: string;
  /**
   * Whether the value is required. `"details"`: only if another value of `details` is entered, because the provider also
   * accepts a credential without `details`.
   */
  readonly required: boolean | "details";
  /** Whether the value is or may be a secret, which `redact` replaces. Do not fill such a field with a redacted value. */
  readonly secret: boolean;
  /** How the value is entered. */
  readonly kind: FormFieldKind;
  /** What can be chosen. Undefined if anything can be entered. */
  readonly options: readonly string[] | undefined;
  /**
   * The shape of `details` that the value belongs to, if the provider accepts several shapes: `LabcorpProviderDetails`.
   * Enter the values of one shape only. Undefined for all other values.
   */
  readonly shape: string | undefined;
}

/**
 * Returns the values that a credential of a provider consists of, in addition to `team_id` and `provider`, in the order of
 * the API's description. They come from the same models as the rules of `set`, so a form made from them needs no change
 * for a provider that a later version of this package knows.
 *
 * Providers without `details` of their own have no field for them, although `set` accepts any known shape.
 *
 * ```ts
 * for (const { path, label, required } of formFields("google_health")) console.log(path, label, required);
 * // prints details.project_number Project number true
 * ```
 *
 * @param provider The provider.
 * @throws {RequestError} If the provider is unknown, or `set` does not accept it.
 */
export function formFields(provider: SetProvider): FormField[] {
  if (![providers, labs, labsProviders, appointmentProviders].flat().includes(provider)) {
    throw requestError("provider", "expected a known provider");
  }
  const rule = Object.hasOwn(forms.providers, provider) ? forms.providers[provider] : undefined;
  if (rule?.clientIdOnly) {
    const only = forms.common.filter(({ path }) => path === "client_id");
    return only.map((row) => fieldOf(row, true));
  }
  const { shapes = [], required: areRequired = false } = rule ?? {};
  const details = shapes.flatMap((shape) =>
    (forms.shapes[shape] ?? []).map((row) =>
      fieldOf(row, row.required && (areRequired || "details"), shapes.length > 1 ? shape : undefined),
    ),
  );
  return [...forms.common.map((row) => fieldOf(row, row.required)), ...details];
}

/** A copy, so that nobody can change the rows. */
function fieldOf(row: FormRow, required: FormField["required"], shape?: string): FormField {
  return { ...row, required, options: row.options && [...row.options], shape };
}

/** Converts between the values of the form and the body of `set`. */

import type { FormField } from "junction-credentials/forms";
import { get, set as put } from "react-hook-form";
import type { Target } from "./target.ts";

/** The values of the form, nested like the body. Texts and lists are texts, as they are typed. */
export type FormValues = Record<string, unknown>;

/** A value that cannot be part of the body. */
export interface Problem {
  readonly path: string;
  readonly message: string;
}

/** The fields of the shape that was chosen. Values of another shape are not sent. */
export const fieldsOfShape = (fields: readonly FormField[], shape: string): readonly FormField[] =>
  fields.filter((field) => field.shape === undefined || field.shape === shape);

/** The name of an input, of which a field of the kind `lists` has one for each option. */
export const nameOf = ({ path }: FormField, option?: string): string => (option ? `${path}.${option}` : path);

/**
 * Returns the values to begin with: those of the stored credential, without its secrets, which have to be entered anew.
 *
 * @param stored The redacted credential, or undefined.
 */
export function valuesOf(fields: readonly FormField[], stored: object | undefined): FormValues {
  const values: FormValues = {};
  for (const field of fields) {
    const value: unknown = field.secret ? undefined : get(stored ?? {}, field.path);
    if (field.kind === "lists") {
      for (const option of field.options ?? [])
        put(values, nameOf(field, option), listText(get(value ?? {}, option)));
    } else if (get(values, field.path) === undefined) put(values, field.path, inputOf(field, value));
  }
  return values;
}

function inputOf({ kind, options }: FormField, value: unknown): unknown {
  switch (kind) {
    case "boolean":
      return value === true;
    case "choices":
      return Array.isArray(value) ? value.filter((item) => options?.includes(item)) : [];
    case "list":
      return listText(value);
    case "json":
      return value ? JSON.stringify(value, null, 2) : "";
    default:
      return typeof value === "string" ? value : "";
  }
}

const listText = (value: unknown): string => (Array.isArray(value) ? value.join(", ") : "");
const listOf = (text: unknown): string[] =>
  String(text ?? "")
    .split(/[,\n]/)
    .map((item) => item.trim())
    .filter(Boolean);

/**
 * Returns the body of `set`. What was left empty is absent.
 *
 * @param fields The fields of one shape.
 * @param stored The redacted credential that is replaced, or undefined.
 */
export function bodyOf(
  target: Target,
  fields: readonly FormField[],
  values: FormValues,
  stored: object | undefined,
) {
  const body: FormValues = { team_id: target.team, provider: target.provider };
  const problems: Problem[] = [];
  for (const field of fields) {
    const value = enteredValue(field, values, problems);
    if (value !== undefined) put(body, field.path, value);
    else if (field.secret && hadSecret(field, stored) && problems.at(-1)?.path !== field.path) {
      problems.push({
        path: field.path,
        message: "Enter it again. The stored credential has this secret, and is replaced as a whole.",
      });
    }
  }
  // Nobody means to replace a credential by an empty one.
  if (Object.keys(body).length === 2 && problems.length === 0) {
    problems.push({ path: "empty", message: "Enter at least one value." });
  }
  // Objects that the provider requires are part of the body even if empty, so that the rules name the missing values.
  const hasDetails = body.details !== undefined;
  for (const { path, required } of fields) {
    if (required !== true && !(required === "details" && hasDetails)) continue;
    const parents = path.split(".").slice(0, -1);
    parents.forEach((_, index) => {
      const parent = parents.slice(0, index + 1).join(".");
      if (get(body, parent) === undefined) put(body, parent, {});
    });
  }
  return { body, problems };
}

function enteredValue(field: FormField, values: FormValues, problems: Problem[]): unknown {
  const { kind, path, options = [] } = field;
  const input: unknown = get(values, path);
  switch (kind) {
    case "boolean":
      return input === true ? true : undefined;
    case "choices":
      return Array.isArray(input) && input.length > 0 ? input : undefined;
    case "list": {
      const list = listOf(input);
      return list.length > 0 ? list : undefined;
    }
    case "lists": {
      const lists = options.map((option) => [option, listOf(get(values, nameOf(field, option)))] as const);
      const entered = lists.filter(([, list]) => list.length > 0);
      return entered.length > 0 ? Object.fromEntries(entered) : undefined;
    }
    case "json": {
      const text = String(input ?? "").trim();
      if (!text) return undefined;
      try {
        return JSON.parse(text);
      } catch {
        // The message of the parser repeats a part of the text, which may be a secret.
        problems.push({ path, message: 'Enter a JSON object, such as {"account_number": "1"}.' });
        return undefined;
      }
    }
    default:
      return String(input ?? "").trim() || undefined;
  }
}

/** Whether the stored credential has a secret at a field. Its value is not known. */
export function hadSecret({ path }: FormField, stored: object | undefined): boolean {
  if (!stored) return false;
  if (path === "client_secret") return Boolean(get(stored, "client_secret_hash"));
  const value: unknown = get(stored, path);
  return value !== undefined && value !== null && JSON.stringify(value).includes('"***"');
}

/** Finds the field that an error belongs to. */

import { type Issue, isJunctionError } from "junction-credentials";
import type { FormField } from "junction-credentials/forms";
import { type FieldErrors, get } from "react-hook-form";

/** Returns the problems that an error of `set` reports, with paths in the body. */
export function issuesOf(error: unknown): readonly Issue[] {
  if (!isJunctionError(error)) return [];
  if (error.kind === "request") return error.issues;
  if (error.kind !== "api") return [];
  return error.issues.map(({ loc, msg }) => ({
    path: (loc[0] === "body" ? loc.slice(1) : loc).join("."),
    message: msg,
  }));
}

/** Returns the field that a path belongs to: the field itself, or the one whose value contains it. */
export function fieldAt(fields: readonly FormField[], path: string): FormField | undefined {
  return fields.find(
    (field) => path === field.path || path.startsWith(`${field.path}.`) || path.startsWith(`${field.path}[`),
  );
}

interface FoundError extends Issue {
  readonly type: string;
}

/** Lists all errors of a form with their paths. */
export function allErrors(errors: object, path = ""): FoundError[] {
  return Object.entries(errors).flatMap(([key, value]): FoundError[] => {
    if (!value || typeof value !== "object") return [];
    const at = path ? `${path}.${key}` : key;
    if (typeof value.message === "string")
      return [{ path: at, message: value.message, type: String(value.type ?? "") }];
    return allErrors(value, at);
  });
}

/** The message of a field, in a sentence. */
export function messageAt(errors: FieldErrors, { path }: FormField): string | undefined {
  const found: unknown = get(errors, path);
  if (!found || typeof found !== "object") return undefined;
  const [first] = allErrors({ [path]: found });
  return first && sentence(first.message);
}

export function sentence(message: string): string {
  return `${message.charAt(0).toUpperCase()}${message.slice(1)}${/[.!?]$/.test(message) ? "" : "."}`;
}

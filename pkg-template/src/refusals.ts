/** What a 422 complains about, without what was sent: such bodies repeat it, secrets included. */

import type { ApiIssue } from "./errors.js";
import { decoder } from "./utf8.js";

/** Every complaint of a body whose place, text and code are as described. Secrets stand as `***` in it. */
export function refusalsOf(body: Uint8Array | undefined, secrets: readonly string[]): ApiIssue[] {
  const forms = secrets.filter(Boolean).flatMap(formsOf);
  // The longest first: a secret may be part of a longer one, of which the rest would stay.
  forms.sort((one, other) => other.length - one.length);
  const clean = (text: string) => forms.reduce((rest, form) => rest.replaceAll(form, "***"), text);
  return complaintsIn(body).map(({ loc, msg, type }) => ({
    loc: loc.map((part) => (typeof part === "string" ? clean(part) : part)),
    msg: clean(msg),
    type: clean(type),
  }));
}

function complaintsIn(body: Uint8Array | undefined): ApiIssue[] {
  try {
    return JSON.parse(decoder.decode(body)).detail.filter(isComplaint);
  } catch {
    // Whatever it is, it is no body of a 422.
    return [];
  }
}

// Not by the core, which would take a copy of each: there may be millions of them.
function isComplaint(given: unknown): boolean {
  const { loc, msg, type } = Object(given);
  return Array.isArray(loc) && loc.every(isLocation) && typeof msg === "string" && typeof type === "string";
}

function isLocation(part: unknown): boolean {
  return typeof part === "string" || Number.isInteger(part);
}

/** A secret as it is, as JSON writes it, and as JSON writes it in ASCII. */
function formsOf(secret: string): string[] {
  const json = JSON.stringify(secret).slice(1, -1);
  const ascii = json.replace(
    /[^\0-\x7f]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  return [secret, json, ascii];
}

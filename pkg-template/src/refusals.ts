/** What a 422 complains about, without what was sent: such bodies repeat it, secrets included. */

import { check, type ValidationError } from "./core/junction_credentials.js";
import * as wireTypes from "./core/wire-types.js";
import type { ApiIssue } from "./errors.js";
import { decoder, encoder } from "./utf8.js";

/** Every complaint of a body that is as described. Secrets stand as `***` in it. */
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

function complaintsIn(body: Uint8Array | undefined): ValidationError[] {
  try {
    const { detail } = JSON.parse(decoder.decode(body));
    return detail.filter((complaint: unknown) => {
      const alone = encoder.encode(JSON.stringify({ detail: [complaint] }));
      return check(wireTypes.HTTPValidationError, alone) === undefined;
    });
  } catch {
    // Whatever it is, it is no body of a 422.
    return [];
  }
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

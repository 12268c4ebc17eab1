// The responses of the API.

import type { Complaint } from "./validation.js";

/** A status, and a body that is sent as JSON. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A 422 that lists what is wrong. */
export function invalid(detail: readonly Complaint[]): Answer {
  return { status: 422, body: { detail } };
}

/** A response with another error status. */
export function refusal(status: number, detail: string): Answer {
  return { status, body: { detail } };
}

/** The responses of a proxy, in the format of the API, so that the client in a browser reads them as the API's own. */

import type { ApiIssue } from "../errors/classes.js";

/** A status, and a body that is sent as JSON. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** A status with the reason in words. */
export const refusal = (status: number, detail: string, headers?: Answer["headers"]): Answer => ({
  status,
  body: { detail },
  headers,
});

/** A 422 that lists what is wrong. */
export const invalid = (detail: readonly ApiIssue[]): Answer => ({ status: 422, body: { detail } });

/** Creates an issue about a value of a request. */
export const issue = (loc: ApiIssue["loc"], msg: string): ApiIssue => ({ loc, msg, type: "value_error" });

/** Returns an answer as a response. */
export const responseOf = ({ status, body, headers }: Answer): Response =>
  new Response(JSON.stringify(body), {
    status,
    headers: {
      ...headers,
      "content-type": "application/json",
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
    },
  });

/** Thrown where a request is refused. */
export class Refused {
  /** The refusal. */
  readonly response: Response;

  constructor(answer: Answer | { readonly response: Response }) {
    this.response = "response" in answer ? answer.response : responseOf(answer);
  }
}

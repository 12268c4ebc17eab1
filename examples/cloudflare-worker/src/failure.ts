/** Turns what went wrong into an answer. Errors of junction-credentials hold no keys, secrets or values of their own. */

import { isJunctionError } from "junction-credentials";

/** A request that this Worker itself cannot read. */
export class BadRequest extends Error {}

/** What the caller can mend is 4xx, what is wrong between this Worker and Junction is 5xx. */
export function answerTo(error: unknown): Response {
  if (error instanceof BadRequest) return answer(400, { kind: "request", message: error.message });
  // A fault of this Worker: Cloudflare logs it, and answers 500.
  if (!isJunctionError(error)) throw error;

  const { kind, message } = error;
  switch (error.kind) {
    case "request":
      return answer(400, { kind, message, issues: error.issues });
    case "api":
      // 401, 403 and 404 are about this Worker's own key and organisation, which its caller knows nothing of.
      if (error.status !== 422 && error.status !== 429) return answer(502, { kind, message });
      return answer(error.status, { kind, message, issues: error.issues });
    case "timeout":
      return answer(504, { kind, message });
    case "network":
    case "response":
    case "pagination":
      return answer(502, { kind, message });
  }
}

function answer(status: number, error: { kind: string; message: string; issues?: readonly unknown[] }) {
  return Response.json({ error }, { status });
}

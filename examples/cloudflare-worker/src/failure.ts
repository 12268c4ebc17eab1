/** Converts errors to responses. Errors of junction-credentials contain no keys and no secrets. */

import { isJunctionError } from "junction-credentials";

/** A request that this Worker cannot parse. */
export class BadRequest extends Error {}

/** Errors that the caller can fix become 4xx. Errors between this Worker and Junction become 5xx. */
export function answerTo(error: unknown): Response {
  if (error instanceof BadRequest) return answer(400, { kind: "request", message: error.message });
  // A bug of this Worker: Cloudflare logs it, and responds with 500.
  if (!isJunctionError(error)) throw error;

  const { kind, message } = error;
  switch (error.kind) {
    case "request":
      return answer(400, { kind, message, issues: error.issues });
    case "api":
      // 401, 403 and 404 are about the key and organisation of this Worker, which the caller cannot change.
      if (error.status !== 422 && error.status !== 429) return answer(502, { kind, message });
      return answer(error.status, { kind, message, issues: error.issues });
    case "team_not_found":
      return answer(404, { kind, message });
    case "ambiguous_team":
      return answer(409, { kind, message });
    case "timeout":
      return answer(504, { kind, message });
    case "network":
    case "response":
    case "pagination":
    case "partial":
      return answer(502, { kind, message });
  }
}

function answer(status: number, error: { kind: string; message: string; issues?: readonly unknown[] }) {
  return Response.json({ error }, { status });
}

// Responds to one request as the API does: checks the route, the key and the values, then runs the operation.

import { routeOf } from "../routes.js";
import { type Answer, invalid, refusal } from "./answers.js";
import { checked } from "./checks.js";
import { type Premises, performed } from "./operations.js";
import type { RecordedRequest } from "./requests.js";
import { canonicalUuid } from "./uuid.js";

/** Responds to a request. */
export function answerTo(request: RecordedRequest, premises: Premises): Answer {
  const route = routeOf(request.path);
  if (!route) return refusal(404, "Not Found");
  if (!request.operation) {
    const allow = [...route.operations.keys()].join(", ");
    return { ...refusal(405, "Method Not Allowed"), headers: { allow } };
  }
  const key = request.headers["x-management-key"] ?? request.headers["x-vital-org-key"] ?? "";
  if (key === "") return refusal(401, "Not authenticated");
  if (!isAccepted(key, premises.managementKey)) return refusal(401, "Invalid management key");

  const { body, complaints } = checked(request, request.operation, route);
  if (complaints.length > 0) return invalid(complaints);

  const { org_id = "" } = route.parameters;
  const { orgId = org_id } = premises;
  if (canonicalUuid(orgId) !== canonicalUuid(org_id)) return refusal(404, "Not Found");
  return performed(request.operation, request, body, route, premises);
}

function isAccepted(key: string, managementKey: string | undefined): boolean {
  return managementKey === undefined ? !/^(sk|pk)_/.test(key) : key === managementKey;
}

/** Finds the operation of a request. */

import type { Env, Region } from "../core/junction_credentials.js";
import type { OperationName } from "../operation-names.js";
import { operations } from "../operations.js";
import { routeOf } from "../routes.js";
import { refusal, responseOf } from "./answers.js";

/** An operation in an environment and region. */
export interface ProxyRoute {
  readonly operation: OperationName;
  /** Undefined for `teams`. */
  readonly env: Env | undefined;
  /** Undefined for `teams`. */
  readonly region: Region | undefined;
}

/** The values that parameters in paths may have. The organisation is that of the client on the server. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  org_id: ["self"],
  env: ["production", "sandbox"] satisfies Env[],
  region: ["us", "eu"] satisfies Region[],
};

/**
 * Returns the operation of a request, or the refusal of a path or method that the API does not have, or of an
 * organisation other than `self`.
 */
export function proxyRouteOf({ method, url }: Request, basePath: string): ProxyRoute | Response {
  const { pathname } = new URL(url);
  const path = pathname.startsWith(basePath) ? pathname.slice(basePath.length) : "";
  const route = routeOf(path);
  const [any] = route?.operations.values() ?? [];
  if (!route || !any || !isExactly(path, operations[any].path, route.parameters)) {
    const detail =
      "no such path: paths are `basePath` and a path of the API, with `self` as the organisation";
    return responseOf(refusal(404, detail));
  }
  const operation = route.operations.get(method);
  if (!operation) {
    const allow = [...route.operations.keys()].join(", ");
    return responseOf(refusal(405, `expected the method ${allow}`, { allow }));
  }
  const { env, region } = route.parameters as Pick<ProxyRoute, "env" | "region">;
  return { operation, env, region };
}

/** Whether a path is the template with allowed values, without a prefix and without percent-encoding. */
function isExactly(path: string, template: string, parameters: Readonly<Record<string, string>>): boolean {
  const areAllowed = Object.entries(parameters).every(([name, value]) => allowed[name]?.includes(value));
  return areAllowed && path === template.replace(/\{(\w+)\}/g, (_, name) => parameters[name] ?? "");
}

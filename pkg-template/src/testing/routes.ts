// Knows which path and method name which operation.

/** What the API can be asked to do with credentials. */
export type Operation = "list" | "set" | "prepare" | "delete";

/** A path that the API knows, whatever the method. */
export interface Route {
  readonly orgId: string;
  readonly env: string;
  readonly region: string;
  /** The operation of each method. */
  readonly operations: Readonly<Record<string, Operation>>;
}

const resources: Readonly<Record<string, Route["operations"]>> = {
  team_custom_credentials: { GET: "list", POST: "set", DELETE: "delete" },
  prepare_team_custom_credentials: { POST: "prepare" },
};

// Not anchored at the start, because a base URL may have a path of its own.
const pattern = /\/v1\/org\/([^/]+)\/([^/]+)\/([^/]+)\/([^/]+)$/;

/** The route of a path, under whatever prefix. */
export function routeOf(path: string): Route | undefined {
  const [, orgId = "", resource = "", env = "", region = ""] = (pattern.exec(path) ?? []).map(decoded);
  const operations = Object.hasOwn(resources, resource) ? resources[resource] : undefined;
  return operations && { orgId, env, region, operations };
}

/** The operation that a method names on a route. */
export function operationOf(route: Route | undefined, method: string): Operation | undefined {
  return route && Object.hasOwn(route.operations, method) ? route.operations[method] : undefined;
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

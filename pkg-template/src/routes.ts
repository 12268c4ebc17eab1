// Finds the operation for a path and a method.

import { type Operation, operations } from "./operations.js";

export type { Operation } from "./operations.js";

/** A path of the API, for all methods. */
export interface Route {
  /** The values in the path, by the name of the parameter, such as `org_id`. */
  readonly parameters: Readonly<Record<string, string>>;
  /** The operation of each method. */
  readonly operations: ReadonlyMap<string, Operation>;
}

interface Template {
  readonly pattern: RegExp;
  readonly operations: Map<string, Operation>;
}

const templates = new Map<string, Template>();
for (const [name, { method, path }] of Object.entries(operations)) {
  const template = templates.get(path) ?? { pattern: patternOf(path), operations: new Map() };
  template.operations.set(method, name as Operation);
  templates.set(path, template);
}

/** Returns the route of a path, which may have any prefix. */
export function routeOf(path: string): Route | undefined {
  for (const { pattern, operations } of templates.values()) {
    const { groups } = pattern.exec(path) ?? {};
    if (!groups) continue;
    const parameters = Object.entries(groups).map(([name, value]) => [name, decoded(value)]);
    return { parameters: Object.fromEntries(parameters), operations };
  }
  return undefined;
}

/** The pattern has no anchor at the start, because a base URL may have a path of its own. */
function patternOf(path: string): RegExp {
  return new RegExp(`${path.replaceAll(/\{(\w+)\}/g, "(?<$1>[^/]+)")}$`);
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

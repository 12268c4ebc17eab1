/** An OpenAPI description that is equal to the models, and changes to it. */

import { jsonSchemas } from "../../pkg/dist/json-schemas.js";
import { type OperationRow, operations } from "../../pkg/dist/operations.js";
import { Document } from "../../scripts/drift/document.mjs";
import { differences } from "../../scripts/drift/operations.mjs";

export const credentialsPath = "/v1/org/{org_id}/team_custom_credentials/{env}/{region}";
export const teamPath = "/v1/org/{org_id}/team";
export const preparationPath = "/v1/org/{org_id}/prepare_team_custom_credentials/{env}/{region}";

/** The names of all operations, as in a difference that affects all of them. */
export const everyCall = Object.keys(operations).join(", ");

/** The keys and indexes of a path in the description. */
export type Path = readonly (string | number)[];
/** Replaces the value at a path. Undefined removes it. */
export type Change = readonly [path: Path, make: (current: unknown) => unknown];

export function schema(...path: Path): Path {
  return ["components", "schemas", ...path];
}

export function operation(method: string, ...path: Path): Path {
  return ["paths", credentialsPath, method, ...path];
}

export function put(path: Path, value: unknown): Change {
  return [path, () => value];
}

export function add(path: Path, value: unknown): Change {
  return [path, (list) => [...(list as unknown[]), value]];
}

export function remove(path: Path, value?: unknown): Change {
  const rest = (list: unknown) => (list as unknown[]).filter((one) => !same(one, value));
  return [path, (current) => (value === undefined ? undefined : rest(current))];
}

/** Returns the description after some changes. */
export function description(...changes: Change[]): object {
  const root = {
    openapi: "3.1.0",
    info: { title: "Management", version: "1" },
    paths: paths(),
    components: { schemas: jsonSchemas },
  };
  // References in the models refer to `$defs`, references in a description to its components.
  const copy = JSON.parse(JSON.stringify(root).replaceAll("#/$defs/", "#/components/schemas/"));
  for (const [path, make] of changes) {
    const holder = path.slice(0, -1).reduce<Record<string | number, unknown>>((value, key) => {
      return value[key] as Record<string | number, unknown>;
    }, copy);
    const last = path.at(-1) ?? "";
    holder[last] = make(holder[last]);
  }
  return JSON.parse(JSON.stringify(copy));
}

/** Returns the differences that are found after some changes, one per line. */
export function found(...changes: Change[]): string[] {
  return foundIn(description(...changes));
}

/** Returns the differences that are found in a document, one per line. */
export function foundIn(root: object): string[] {
  const all = differences({ jsonSchemas, operations }, new Document("api.json", root));
  return all.map(({ side, kind, place, what, calls }) => {
    return `${side} ${kind} ${[place, what].filter(Boolean).join(": ")} (${calls.join(", ")})`;
  });
}

export function reference(name: string): object {
  return { $ref: `#/components/schemas/${name}` };
}

const pathSchemas: Readonly<Record<string, object>> = {
  env: reference("Env"),
  region: reference("Region"),
};

/** The paths of all operations of the client. */
function paths(): Record<string, Record<string, object>> {
  const all: Record<string, Record<string, object>> = {};
  for (const row of Object.values(operations)) {
    all[row.path] = { ...all[row.path], [row.method.toLowerCase()]: described(row) };
  }
  return all;
}

function described({ path, query, body, answer }: OperationRow): object {
  const content = (name: string) => ({ content: { "application/json": { schema: reference(name) } } });
  const { properties = {}, required = [] } = (query && jsonSchemas[query]) || {};
  return {
    parameters: [
      ...Array.from(path.matchAll(/\{(\w+)\}/g), ([, name = ""]) => {
        const schema = pathSchemas[name] ?? { type: "string", format: "uuid" };
        return { name, in: "path", required: true, schema };
      }),
      ...Object.entries(properties).map(([name, schema]) => {
        return { name, in: "query", required: required.includes(name), schema };
      }),
    ],
    ...(body && { requestBody: { required: true, ...content(body) } }),
    responses: { 200: content(answer), 422: content("HTTPValidationError") },
  };
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

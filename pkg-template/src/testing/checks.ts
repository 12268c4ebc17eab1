// Checks the path, the query and the body of a request, as FastAPI does before it runs an operation.

import { operations } from "../operations.js";
import type { Operation, Route } from "../routes.js";
import { jsonComplaint } from "./json-syntax.js";
import type { RecordedRequest } from "./requests.js";
import { type Complaint, complaintsAbout, missing, type Schema, schemaNamed } from "./validation.js";

/** The result of the checks: the parsed body, and everything that is wrong with the request. */
export interface Checked {
  readonly body?: unknown;
  readonly complaints: readonly Complaint[];
}

/** Checks a request of an operation. */
export function checked(request: RecordedRequest, operation: Operation, route: Route): Checked {
  const { body: schemaName } = operations[operation];
  const body = schemaName ? bodyOf(request) : {};
  // FastAPI reports nothing else if it cannot read the body.
  if (body.unreadable) return { complaints: [body.unreadable] };
  const complaints = [
    ...aboutPath(route),
    ...aboutQuery(operation, request),
    ...(schemaName ? aboutBody(body, schemaName) : []),
  ];
  return { body: body.value, complaints };
}

interface Body {
  /** Absent if there is no body. */
  readonly value?: unknown;
  readonly unreadable?: Complaint;
}

function bodyOf({ body, headers }: RecordedRequest): Body {
  if (body === undefined) return {};
  // FastAPI reads a body of any other type as a plain string.
  if (!/^application\/([^;]+\+)?json\s*(;|$)/i.test(headers["content-type"] ?? "")) return { value: body };
  try {
    return { value: JSON.parse(body) };
  } catch {
    const { message, position } = jsonComplaint(body) ?? { message: "Expecting value", position: 0 };
    const loc = ["body", position];
    return {
      unreadable: { type: "json_invalid", loc, msg: "JSON decode error", input: {}, ctx: { error: message } },
    };
  }
}

function aboutBody(body: Body, schemaName: string): Complaint[] {
  return "value" in body
    ? complaintsAbout(body.value, schemaNamed(schemaName), ["body"])
    : [missing(["body"], null)];
}

const uuid: Schema = { type: "string", format: "uuid" };

/** The schemas of path parameters. All others are UUIDs. */
const pathSchemas: Readonly<Record<string, Schema>> = {
  env: { $ref: "#/$defs/Env" },
  region: schemaNamed("Region"),
};

function aboutPath({ parameters }: Route): Complaint[] {
  return Object.entries(parameters).flatMap(([name, value]) =>
    complaintsAbout(value, pathSchemas[name] ?? uuid, ["path", name]),
  );
}

function aboutQuery(operation: Operation, { query }: RecordedRequest): Complaint[] {
  const { query: name } = operations[operation];
  if (!name) return [];
  const { properties = {}, required = [] } = schemaNamed(name);
  return Object.entries(properties).flatMap(([parameter, schema]) => {
    const values = query.getAll(parameter);
    const loc = ["query", parameter];
    if (values.length === 0) return required.includes(parameter) ? [missing(loc, null)] : [];
    return complaintsAbout(isList(schema) ? values : values.at(-1), schema, loc);
  });
}

function isList({ type, anyOf = [] }: Schema): boolean {
  return type === "array" || anyOf.some(isList);
}

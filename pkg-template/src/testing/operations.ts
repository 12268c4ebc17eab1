// Responds to one request as the API does: checks the route, the key and the values, then runs the operation.

import type {
  PrepareTeamCustomCredentialsBody,
  UpsertTeamCustomCredentialsBody,
} from "../core/junction_credentials.js";
import { operations } from "../operations.js";
import { jsonComplaint } from "./json-syntax.js";
import { preparationOf } from "./preparation.js";
import type { RecordedRequest } from "./requests.js";
import { type Operation, type Route, routeOf } from "./routes.js";
import type { Store } from "./store.js";
import { canonicalUuid } from "./uuid.js";
import { type Complaint, complaintsAbout, missing, type Schema, schemaNamed } from "./validation.js";

/** A status, and a body that is sent as JSON. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The settings and data of the API. */
export interface Premises {
  readonly managementKey: string | undefined;
  readonly orgId: string | undefined;
  readonly pageSize: number;
  readonly now: () => Date;
  readonly storeOf: (env: string, region: string) => Store;
}

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

  const { body: schemaName } = operations[request.operation];
  const body = schemaName ? bodyOf(request) : {};
  // FastAPI reports nothing else if it cannot read the body.
  if (body.unreadable) return invalid([body.unreadable]);
  const complaints = [
    ...aboutPath(route),
    ...aboutQuery(request),
    ...(schemaName ? aboutBody(body, schemaName) : []),
  ];
  if (complaints.length > 0) return invalid(complaints);

  const { org_id = "" } = route.parameters;
  const { orgId = org_id } = premises;
  if (canonicalUuid(orgId) !== canonicalUuid(org_id)) return refusal(404, "Not Found");
  return performed(request.operation, request, body.value, route, premises);
}

function performed(
  operation: Operation,
  { query }: RecordedRequest,
  body: unknown,
  { parameters: { env = "", region = "" } }: Route,
  { storeOf, pageSize, now }: Premises,
): Answer {
  const store = storeOf(env, region);
  switch (operation) {
    case "list": {
      const selection = { teamIds: query.getAll("team_id"), provider: query.getAll("provider").at(-1) };
      const page = store.page(selection, query.getAll("next_cursor").at(-1), pageSize);
      return page ? { status: 200, body: page } : refusal(400, "Invalid next_cursor");
    }
    case "set": {
      const upsert = body as UpsertTeamCustomCredentialsBody;
      const complaint = aboutFreestyleLibre(upsert);
      return complaint ? invalid([complaint]) : { status: 200, body: store.upsert(upsert, now()) };
    }
    case "prepare":
      return { status: 200, body: preparationOf(body as PrepareTeamCustomCredentialsBody, env, region) };
    case "delete":
      return { status: 200, body: store.remove(query.getAll("credential_id")) };
  }
}

function isAccepted(key: string, managementKey: string | undefined): boolean {
  return managementKey === undefined ? !/^(sk|pk)_/.test(key) : key === managementKey;
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

function aboutQuery({ operation, query }: RecordedRequest): Complaint[] {
  const name = operation && operations[operation].query;
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

function aboutFreestyleLibre(body: UpsertTeamCustomCredentialsBody): Complaint | undefined {
  if (body.provider !== "freestyle_libre") return undefined;
  const surplus = [body.client_secret, body.details, body.redirect_url_override].some(
    (value) => value != null,
  );
  const msg = "Value error, freestyle_libre takes client_id alone";
  return surplus ? { type: "value_error", loc: ["body"], msg, input: body, ctx: { error: {} } } : undefined;
}

function invalid(detail: readonly Complaint[]): Answer {
  return { status: 422, body: { detail } };
}

function refusal(status: number, detail: string): Answer {
  return { status, body: { detail } };
}

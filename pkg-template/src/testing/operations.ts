// Runs one operation, whose request has been checked.

import type {
  PrepareTeamCustomCredentialsBody,
  UpsertTeamCustomCredentialsBody,
} from "../core/junction_credentials.js";
import { type Answer, invalid, refusal } from "./answers.js";
import { preparationOf } from "./preparation.js";
import type { RecordedRequest } from "./requests.js";
import type { Operation, Route } from "./routes.js";
import type { Store } from "./store.js";
import type { Complaint } from "./validation.js";

/** The settings and data of the API. */
export interface Premises {
  readonly managementKey: string | undefined;
  readonly orgId: string | undefined;
  readonly pageSize: number;
  readonly now: () => Date;
  readonly storeOf: (env: string, region: string) => Store;
}

/** Runs an operation. */
export function performed(
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

function aboutFreestyleLibre(body: UpsertTeamCustomCredentialsBody): Complaint | undefined {
  if (body.provider !== "freestyle_libre") return undefined;
  const surplus = [body.client_secret, body.details, body.redirect_url_override].some(
    (value) => value != null,
  );
  const msg = "Value error, freestyle_libre takes client_id alone";
  return surplus ? { type: "value_error", loc: ["body"], msg, input: body, ctx: { error: {} } } : undefined;
}

// Runs one operation, whose request has been checked.

import type {
  PrepareTeamCustomCredentialsBody,
  UpsertTeamCustomCredentialsBody,
} from "../core/junction_credentials.js";
import type { Operation, Route } from "../routes.js";
import { type Answer, invalid, refusal } from "./answers.js";
import { preparationOf } from "./preparation.js";
import type { RecordedRequest } from "./requests.js";
import type { Store } from "./store.js";
import type { TeamStore } from "./teams.js";
import type { Complaint } from "./validation.js";

/** The settings and data of the API. */
export interface Premises {
  readonly managementKey: string | undefined;
  readonly orgId: string | undefined;
  readonly pageSize: number;
  readonly now: () => Date;
  readonly storeOf: (env: string, region: string) => Store;
  readonly teamStore: TeamStore;
}

/** Runs an operation. */
export function performed(
  operation: Operation,
  { query }: RecordedRequest,
  body: unknown,
  { parameters: { env = "", region = "" } }: Route,
  { storeOf, teamStore, pageSize, now }: Premises,
): Answer {
  const store = storeOf(env, region);
  // As FastAPI does, if a parameter that is no list occurs several times.
  const last = (name: string): string | undefined => query.getAll(name).at(-1);
  switch (operation) {
    case "list": {
      const selection = { teamIds: query.getAll("team_id"), provider: last("provider") };
      return pageOrRefusal(store.page(selection, last("next_cursor"), pageSize));
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
    case "teams": {
      const selection = {
        id: last("team_id"),
        regions: query.getAll("region"),
        search: last("search_query"),
      };
      return pageOrRefusal(teamStore.page(selection, last("next_cursor"), pageSize));
    }
  }
}

function pageOrRefusal(page: unknown): Answer {
  return page ? { status: 200, body: page } : refusal(400, "Invalid next_cursor");
}

function aboutFreestyleLibre(body: UpsertTeamCustomCredentialsBody): Complaint | undefined {
  if (body.provider !== "freestyle_libre") return undefined;
  const surplus = [body.client_secret, body.details, body.redirect_url_override].some(
    (value) => value != null,
  );
  const msg = "Value error, freestyle_libre takes client_id alone";
  return surplus ? { type: "value_error", loc: ["body"], msg, input: body, ctx: { error: {} } } : undefined;
}

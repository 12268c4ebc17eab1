/** A Worker between an admin front end and Junction. GET /credentials lists credentials, POST /credentials sets one. */

import {
  type ClientFacingTeamProviderCredentials,
  type Env,
  JunctionManagement,
  type ListProvider,
  type Region,
  type SetTeamCustomCredentialsBody,
  type TeamCustomCredentials,
} from "junction-credentials";
import { isCaller } from "./caller";
import { answerTo, BadRequest } from "./failure";

interface Bindings {
  JUNCTION_ORG_ID: string;
  JUNCTION_ENV: Env;
  JUNCTION_REGION: Region;
  /** The URL of the Management API, for tests. Default: the real API. */
  JUNCTION_BASE_URL?: string;
  /** A secret. */
  JUNCTION_MANAGEMENT_KEY: string;
  /** A secret that callers send as `Authorization: Bearer …`. */
  CALLER_TOKEN: string;
}

export default {
  async fetch(request, bindings) {
    if (!(await isCaller(request, bindings.CALLER_TOKEN))) {
      return Response.json(
        { error: { kind: "caller", message: "a bearer token is needed" } },
        { status: 401 },
      );
    }
    const url = new URL(request.url);
    const credentials = credentialsOf(bindings);
    try {
      switch (`${request.method} ${url.pathname}`) {
        case "GET /credentials":
          return Response.json(await list(credentials, url.searchParams));
        case "POST /credentials":
          return Response.json(await set(credentials, request));
        default:
          return Response.json({ error: { kind: "route", message: "not found" } }, { status: 404 });
      }
    } catch (error) {
      return answerTo(error);
    }
  },
} satisfies ExportedHandler<Bindings>;

function credentialsOf(bindings: Bindings): TeamCustomCredentials {
  const junction = new JunctionManagement({
    orgId: bindings.JUNCTION_ORG_ID,
    managementKey: bindings.JUNCTION_MANAGEMENT_KEY,
    baseUrl: bindings.JUNCTION_BASE_URL,
  });
  return junction.teamCustomCredentials(bindings.JUNCTION_ENV, bindings.JUNCTION_REGION);
}

async function list(credentials: TeamCustomCredentials, parameters: URLSearchParams) {
  const page = await credentials.list({
    // Any string: an unknown provider becomes a RequestError.
    provider: parameters.get("provider") as ListProvider | null,
    next_cursor: parameters.get("next_cursor"),
  });
  return { credentials: page.credentials.map(shown), next_cursor: page.next_cursor ?? null };
}

async function set(credentials: TeamCustomCredentials, request: Request) {
  const body = await request.json<SetTeamCustomCredentialsBody>().catch(() => {
    throw new BadRequest("the body is no JSON");
  });
  return shown(await credentials.set(body));
}

/** The fields that this Worker returns. `details` are left out, because they contain live secrets. */
function shown({ id, team_id, source, client_id, updated_at }: ClientFacingTeamProviderCredentials) {
  return { id, team_id, source, client_id: client_id ?? null, updated_at };
}

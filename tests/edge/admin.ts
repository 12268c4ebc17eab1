// An admin front end: a client without a key, in front of a proxy, in front of an in-memory API.

import { type Fetch, JunctionManagement, type JunctionManagementOptions } from "junction-credentials";
import {
  type ManagementProxyOptions,
  managementProxy,
  type ProxyEvent,
  type ProxyHandler,
  type ProxyQuestion,
} from "junction-credentials/proxy";
import {
  type FakeManagementApi,
  type FakeManagementApiOptions,
  fakeManagementApi,
} from "junction-credentials/testing";

export const site = "https://admin.example.com";
export const basePath = "/api/junction";
export const listPath = "/v1/org/self/team_custom_credentials/sandbox/us";
export const preparePath = "/v1/org/self/prepare_team_custom_credentials/sandbox/us";
export const teamsPath = "/v1/org/self/team";
export const teamA = "0b5a6c1e-6d8f-4c53-9a55-0d0c6a3c8f11";
export const teamB = "1c6b7d2f-7e90-4d64-8b66-1e1d7b4d9022";
export const teamC = "2d7c8e30-8fa1-4e75-9c77-2f2e8c5ea133";
export const everyOperation = ["teams", "list", "prepare", "set", "delete"] as const;
export const managementKey = "mg_of-the-server";

type Changes = Partial<ManagementProxyOptions<unknown>> & {
  readonly client?: JunctionManagementOptions;
  readonly browser?: JunctionManagementOptions;
  readonly api?: FakeManagementApiOptions;
};

export interface Admin {
  readonly api: FakeManagementApi;
  readonly handler: ProxyHandler<unknown>;
  /** The client in the browser. */
  readonly browser: JunctionManagement;
  /** The questions that `authorize` was asked. */
  readonly questions: Omit<ProxyQuestion<unknown>, "request" | "context">[];
  readonly events: ProxyEvent[];
  /** Every response to the browser. */
  readonly responses: Response[];
  /** Sends a request as a page of the front end does. */
  send(path: string, init?: RequestInit): Promise<Response>;
}

/** Teams A, B and C have a credential for Strava and one for Fitbit each. All operations are allowed to everybody. */
export function admin({ client, browser, api: state, ...options }: Changes = {}): Admin {
  const questions: Admin["questions"] = [];
  const events: ProxyEvent[] = [];
  const responses: Response[] = [];
  const teams = [teamA, teamB, teamC];
  const api = fakeManagementApi({
    managementKey,
    teams: teams.map((id, index) => ({ id, name: `Clinic ${index + 1}` })),
    credentials: teams.flatMap((team_id) => [
      { team_id, source: "strava" },
      { team_id, source: "fitbit" },
    ]),
    ...state,
  });
  const junction = new JunctionManagement({
    orgId: "6f1c2a34-58d7-4b0e-9c61-2f7d0f4b9a10",
    managementKey,
    fetch: api.fetch,
    ...client,
  });
  const { authorize = () => ({}) } = options;
  const handler = managementProxy({
    junction,
    basePath,
    operations: everyOperation,
    ...options,
    authorize: ({ request, context, ...question }) => {
      questions.push(question);
      return authorize({ request, context, ...question });
    },
    onAudit: (event) => {
      events.push(event);
      return options.onAudit?.(event);
    },
  });
  const fetch: Fetch = async (url, init) => {
    const headers = { ...init.headers, "sec-fetch-site": "same-origin" };
    const response = await handler(new Request(url, { ...init, headers } as RequestInit));
    responses.push(response.clone());
    return response;
  };
  const send = (path: string, init: RequestInit = {}) => {
    const headers = new Headers(init.headers);
    if (!headers.has("sec-fetch-site")) headers.set("sec-fetch-site", "same-origin");
    return handler(new Request(`${site}${basePath}${path}`, { ...init, headers }));
  };
  return {
    api,
    handler,
    browser: new JunctionManagement({ baseUrl: `${site}${basePath}`, maxRetries: 0, fetch, ...browser }),
    questions,
    events,
    responses,
    send,
  };
}

/** A POST of JSON. */
export const posted = (body: unknown, headers: Record<string, string> = {}): RequestInit => ({
  method: "POST",
  headers: { "content-type": "application/json", ...headers },
  body: typeof body === "string" ? body : JSON.stringify(body),
});

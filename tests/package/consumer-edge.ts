/** Uses the exports of the callback, of the proxy and of forms as a strict project would. It is compiled with many settings, and run. */

import { JunctionManagement, type OperationName, RequestError } from "junction-credentials";
import {
  type Callback,
  type CallbackContext,
  type CallbackHosts,
  type CallbackOptions,
  type CallbackRequest,
  type CallbackScope,
  type ForwardedCallback,
  forwardCallback,
  type NodeContext,
  type NodeHandler,
  type NodeRequest,
  type NodeResponse,
  type SharedCallback,
  toNodeHandler,
} from "junction-credentials/callback";
import { type FormField, type FormFieldKind, formFields } from "junction-credentials/forms";
import {
  type ManagementProxyOptions,
  managementProxy,
  type ProxyAnswer,
  type ProxyEvent,
  type ProxyHandler,
  type ProxyPermission,
  type ProxyQuestion,
  type ProxyTarget,
  type ProxyTeams,
  toNodeHandler as toHandlerOfNode,
} from "junction-credentials/proxy";
import { fakeManagementApi } from "junction-credentials/testing";

const scopes: CallbackScope[] = [{ env: "production", region: "us" }];
const hosts: CallbackHosts = "junction";

function forwards(): void {
  const forwarded: ForwardedCallback[] = [];
  const options: CallbackOptions = {
    scopes,
    providers: ["google_health"],
    hosts,
    onForward: (callback) => forwarded.push(callback),
  };
  const callback: Callback = forwardCallback({ ...options, shared: false });
  const shared: SharedCallback = forwardCallback({ ...options, shared: true });
  const request: CallbackRequest = { method: "GET", url: "/oauth/google_health?code=1'" };
  const context: CallbackContext = { req: request };
  const handler: NodeHandler = toNodeHandler(shared);

  const location = callback(request).headers.get("location");
  expect(location === "https://api.us.junction.com/v2/link/connect/google_health?code=1'");
  expect(callback(new Request("https://x.example/"), context).status === 307);
  expect(shared(request) === null && forwarded.length === 2);
  expect(typeof handler === "function");
}

async function proxies(): Promise<void> {
  const junction = new JunctionManagement({
    orgId: "6f1c2a4e-0d3b-4c55-9a51-3f0e7c9d1b22",
    managementKey: "mg_consumer",
    fetch: fakeManagementApi().fetch,
  });
  const teams: ProxyTeams = "all";
  const permission: ProxyPermission = { actor: "ada@example.com", team_ids: teams };
  const operations: OperationName[] = ["teams"];
  const events: ProxyEvent[] = [];
  const options: ManagementProxyOptions<{ user: string }> = {
    junction,
    basePath: "/api",
    operations,
    authorize: ({ context, ...question }: ProxyQuestion<{ user: string }>): ProxyAnswer => {
      const target: ProxyTarget = question;
      return context.user === "ada" && target.operation === "teams" && permission;
    },
    onAudit: (event) => {
      events.push(event);
    },
  };
  const handler: ProxyHandler<{ user: string }> = managementProxy(options);
  const request = () => new Request("https://x.example/api/v1/org/self/team");

  expect((await handler(request(), { user: "ada" })).status === 200);
  expect((await handler(request(), { user: "eve" })).status === 403);
  expect(events[0]?.actor === "ada@example.com" && events[1]?.outcome === "refused");

  const inNode = managementProxy<NodeContext<NodeRequest & { user?: string }, NodeResponse>>({
    junction,
    basePath: "/api",
    authorize: ({ context }) => context.req.user === "ada" && permission,
  });
  const listener: NodeHandler<NodeRequest & { user?: string }> = toHandlerOfNode(inNode);
  expect(typeof listener === "function");
}

function asks(): void {
  const fields: FormField[] = formFields("fitbit");
  const kinds: FormFieldKind[] = fields.map(({ kind }) => kind);
  expect(kinds.includes("boolean") && fields.some(({ path }) => path === "details.fitbit.body_verify_token"));
}

function refuses(): void {
  try {
    forwardCallback({ scopes: [], providers: [] });
  } catch (error) {
    expect(error instanceof RequestError);
    return;
  }
  expect(false);
}

function expect(holds: boolean): void {
  if (!holds) throw new Error("something is not as expected");
}

forwards();
asks();
refuses();
proxies().then(() => console.log("everything is as expected"));

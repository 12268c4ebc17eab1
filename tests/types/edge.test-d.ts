/** The options and results of the callback and of the proxy. */

import type { Env, JunctionManagement, Region } from "junction-credentials";
import {
  type Callback,
  forwardCallback,
  type SharedCallback,
  toNodeHandler,
} from "junction-credentials/callback";
import { managementProxy, type ProxyHandler, type ProxyTeams } from "junction-credentials/proxy";
import { expectType, some } from "./expect-type.js";

const junction = some<JunctionManagement>();
const request = some<Request>();
const scopes = [{ env: "sandbox", region: "us" }] as const;
const providers = ["google_health"] as const;

// Only a shared callback may return null.
expectType<Callback>()(forwardCallback({ scopes, providers }));
expectType<Callback>()(forwardCallback({ scopes, providers, shared: false }));
expectType<SharedCallback>()(forwardCallback({ scopes, providers, shared: true }));
expectType<SharedCallback>()(forwardCallback({ scopes, providers, shared: some<boolean>() }));
expectType<Response>()(forwardCallback({ scopes, providers })({ url: "/oauth/google_health" }));
expectType<Response | null>()(forwardCallback({ scopes, providers, shared: true })(request));

// Options that do not exist are errors.
// @ts-expect-error A region is missing.
forwardCallback({ scopes: [{ env: "sandbox" }], providers });
// @ts-expect-error No such environment.
forwardCallback({ scopes: [{ env: "staging", region: "us" }], providers });
// @ts-expect-error No such domain.
forwardCallback({ scopes, providers, hosts: "vital" });
// @ts-expect-error No providers.
forwardCallback({ scopes });

// A proxy cannot be made without `authorize`.
// @ts-expect-error It is missing.
managementProxy({ junction, basePath: "/api" });
// @ts-expect-error It is no function.
managementProxy({ junction, basePath: "/api", authorize: true });
// @ts-expect-error It returns true, which is no permission.
managementProxy({ junction, basePath: "/api", authorize: () => true });
// @ts-expect-error No such operation.
managementProxy({ junction, basePath: "/api", authorize: () => ({}), operations: ["remove"] });

// What it may return.
managementProxy({ junction, basePath: "/api", authorize: () => null });
managementProxy({ junction, basePath: "/api", authorize: () => false });
managementProxy({ junction, basePath: "/api", authorize: async () => (some<boolean>() ? {} : false) });
managementProxy({ junction, basePath: "/api", authorize: () => new Response(null, { status: 401 }) });
managementProxy({ junction, basePath: "/api", authorize: async () => ({ actor: "ada", team_ids: ["1"] }) });

// What it is asked.
managementProxy({
  junction,
  basePath: "/api",
  authorize: ({ context, env, operation, provider, region, request, team_ids }) => {
    expectType<unknown>()(context);
    expectType<Request>()(request);
    expectType<Env | undefined>()(env);
    expectType<Region | undefined>()(region);
    expectType<"teams" | "list" | "prepare" | "set" | "delete">()(operation);
    expectType<ProxyTeams>()(team_ids);
    expectType<string | undefined>()(provider);
    return {};
  },
});

// The context of a framework is passed on, and cannot be forgotten.
const handler = managementProxy<{ user: string }>({
  junction,
  basePath: "/api",
  authorize: ({ context }) => ({ actor: context.user }),
});
expectType<Promise<Response>>()(handler(request, { user: "ada" }));
// @ts-expect-error The context is missing.
handler(request);
expectType<Promise<Response>>()(some<ProxyHandler<unknown>>()(request));

// Both are handlers of Node.
toNodeHandler(forwardCallback({ scopes, providers, shared: true }));
toNodeHandler(managementProxy({ junction, basePath: "/api", authorize: () => ({}) }));

/** The options of clients and calls. */

import {
  type CallOptions,
  type Drift,
  type Env,
  type Fetch,
  type FetchInit,
  type FetchResponse,
  JunctionManagement,
  type JunctionManagementOptions,
  type KeyHeader,
  type Region,
  type TeamCustomCredentials,
} from "junction-credentials";
import { expectType, some } from "./expect-type.js";

// Every option may be absent or undefined.
const junction = new JunctionManagement();
new JunctionManagement({});
new JunctionManagement({
  orgId: undefined,
  managementKey: undefined,
  baseUrl: undefined,
  keyHeader: undefined,
  timeoutMs: undefined,
  maxRetries: undefined,
  maxResponseBytes: undefined,
  fetch: undefined,
  allowUnknownProviders: undefined,
  dangerouslyAllowBrowser: undefined,
  onDrift: undefined,
});
expectType<string | undefined>()(some<JunctionManagementOptions>().orgId);
expectType<number | undefined>()(some<JunctionManagementOptions>().timeoutMs);
expectType<boolean | undefined>()(some<JunctionManagementOptions>().allowUnknownProviders);
new JunctionManagement({
  // @ts-expect-error The name contains the unit: timeoutMs.
  timeout: 30_000,
});
new JunctionManagement({
  // @ts-expect-error A timeout is a number.
  timeoutMs: "30s",
});
new JunctionManagement({
  // @ts-expect-error Null is not the same as absent.
  orgId: null,
});

// The key, or a function that returns it.
new JunctionManagement({ managementKey: "mg_key" });
new JunctionManagement({ managementKey: () => "mg_key" });
new JunctionManagement({ managementKey: async () => "mg_key" });
new JunctionManagement({
  // @ts-expect-error A key is a string.
  managementKey: 1,
});
new JunctionManagement({
  // @ts-expect-error The function must return a string.
  managementKey: async () => 1,
});
expectType<"X-Management-Key" | "X-Vital-Org-Key">()(some<KeyHeader>());
new JunctionManagement({
  // @ts-expect-error Junction accepts no other header.
  keyHeader: "Authorization",
});

// Any fetch, including stand-ins with only the required properties.
new JunctionManagement({ fetch: globalThis.fetch });
new JunctionManagement({ fetch: (url, init) => fetch(url, init) });
new JunctionManagement({
  fetch: async () => ({
    status: 204,
    headers: { get: () => null },
    arrayBuffer: async () => new ArrayBuffer(0),
  }),
});
expectType<(url: string, init: FetchInit) => Promise<FetchResponse>>()(some<Fetch>());
new JunctionManagement({
  // @ts-expect-error The response has neither headers nor a body.
  fetch: async () => ({ status: 200 }),
});
expectType<"manual">()(some<FetchInit>().redirect);
expectType<AbortSignal | undefined>()(some<FetchInit>().signal);

// A callback for unrecognised values, by kind.
new JunctionManagement({ onDrift: (drift) => console.warn(drift.kind, drift.path) });
new JunctionManagement({ onDrift: console.warn });
new JunctionManagement({
  onDrift: (drift) => {
    expectType<Drift>()(drift);
    expectType<"value" | "key" | "shape">()(drift.kind);
    if (drift.kind === "value") expectType<string | undefined>()(drift.value);
    // @ts-expect-error A new key is not reported, because it may be a secret.
    if (drift.kind === "key") console.warn(drift.value);
    // @ts-expect-error Unknown kind.
    if (drift.kind === "field") console.warn(drift.path);
  },
});
new JunctionManagement({
  // @ts-expect-error A function is required.
  onDrift: true,
});

// Environment and region.
expectType<"production" | "sandbox">()(some<Env>());
expectType<"us" | "eu">()(some<Region>());
expectType<TeamCustomCredentials>()(junction.teamCustomCredentials("sandbox", "us"));
junction.teamCustomCredentials(
  // @ts-expect-error Unknown environment.
  "staging",
  "us",
);
junction.teamCustomCredentials(
  "production",
  // @ts-expect-error Unknown region.
  "ap",
);
// @ts-expect-error The region has no default.
junction.teamCustomCredentials("sandbox");

// Options of a single call.
const credentials = some<TeamCustomCredentials>();
const { signal } = new AbortController();
expectType<"signal" | "timeoutMs" | "maxRetries" | "traceparent">()(some<keyof CallOptions>());
credentials.list({}, { signal, timeoutMs: 1, maxRetries: 0, traceparent: "00-…" });
credentials.delete([], {
  signal: undefined,
  timeoutMs: undefined,
  maxRetries: undefined,
  traceparent: undefined,
});
expectType<AbortSignal | undefined>()(some<CallOptions>().signal);
credentials.list(
  {},
  {
    // @ts-expect-error The signal of a controller, not the controller.
    signal: new AbortController(),
  },
);
credentials.list(
  {},
  {
    // @ts-expect-error Only a client has a base URL.
    baseUrl: "https://example.com",
  },
);

// Disposal.
expectType<void>()(junction[Symbol.dispose]());
junction satisfies { [Symbol.dispose](): void };
// @ts-expect-error The client itself has no operations.
junction.list();

/** What clients and calls are told. */

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

// Everything may be left out, also by saying undefined.
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
  // @ts-expect-error Its name says the unit: timeoutMs.
  timeout: 30_000,
});
new JunctionManagement({
  // @ts-expect-error A number.
  timeoutMs: "30s",
});
new JunctionManagement({
  // @ts-expect-error Null is not absent.
  orgId: null,
});

// The key, or what gives it.
new JunctionManagement({ managementKey: "mg_key" });
new JunctionManagement({ managementKey: () => "mg_key" });
new JunctionManagement({ managementKey: async () => "mg_key" });
new JunctionManagement({
  // @ts-expect-error A key is a string.
  managementKey: 1,
});
new JunctionManagement({
  // @ts-expect-error So is what gives it.
  managementKey: async () => 1,
});
expectType<"X-Management-Key" | "X-Vital-Org-Key">()(some<KeyHeader>());
new JunctionManagement({
  // @ts-expect-error Junction reads no other header.
  keyHeader: "Authorization",
});

// Any fetch, and stand-ins that know no more than is asked of them.
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
  // @ts-expect-error What it gives has neither headers nor a body.
  fetch: async () => ({ status: 200 }),
});
expectType<"manual">()(some<FetchInit>().redirect);
expectType<AbortSignal | undefined>()(some<FetchInit>().signal);

// What is told of whatever this version does not know, by kind.
new JunctionManagement({ onDrift: (drift) => console.warn(drift.kind, drift.path) });
new JunctionManagement({ onDrift: console.warn });
new JunctionManagement({
  onDrift: (drift) => {
    expectType<Drift>()(drift);
    expectType<"value" | "key" | "shape">()(drift.kind);
    if (drift.kind === "value") expectType<string | undefined>()(drift.value);
    // @ts-expect-error A key may be a secret, and so may what stands under it.
    if (drift.kind === "key") console.warn(drift.value);
    // @ts-expect-error There is no such kind.
    if (drift.kind === "field") console.warn(drift.path);
  },
});
new JunctionManagement({
  // @ts-expect-error A function.
  onDrift: true,
});

// Where.
expectType<"production" | "sandbox">()(some<Env>());
expectType<"us" | "eu">()(some<Region>());
expectType<TeamCustomCredentials>()(junction.teamCustomCredentials("sandbox", "us"));
junction.teamCustomCredentials(
  // @ts-expect-error There is no such environment.
  "staging",
  "us",
);
junction.teamCustomCredentials(
  "production",
  // @ts-expect-error There is no such region.
  "ap",
);
// @ts-expect-error A region is never guessed.
junction.teamCustomCredentials("sandbox");

// How a single call goes.
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
    // @ts-expect-error Only a client has another place to go to.
    baseUrl: "https://example.com",
  },
);

// The end.
expectType<void>()(junction[Symbol.dispose]());
junction satisfies { [Symbol.dispose](): void };
// @ts-expect-error Only what clients make has the operations.
junction.list();

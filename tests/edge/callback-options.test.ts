// Options are checked and copied at construction, and onForward receives the provider and the scope, nothing else.

import { setImmediate } from "node:timers/promises";
import { RequestError } from "junction-credentials";
import {
  type CallbackOptions,
  type CallbackRequest,
  type ForwardedCallback,
  forwardCallback,
} from "junction-credentials/callback";
import { expect, test } from "vitest";
import { errorOf, everythingIn, wrongPaths } from "../behaviour/thrown.js";
import {
  connect,
  get,
  google,
  one,
  productionUs,
  providers,
  refused,
  sandboxEu,
  sandboxUs,
  several,
  withState,
} from "./callback-requests.js";
import { baseOf, linkToken } from "./callback-tokens.js";

// onForward

/** The events of one request. */
function eventsOf(options: CallbackOptions, request: CallbackRequest): ForwardedCallback[] {
  const events: ForwardedCallback[] = [];
  forwardCallback({ ...options, onForward: (event) => events.push(event) })(request);
  return events;
}

for (const method of ["GET", "HEAD"]) {
  test(`onForward receives the provider, env and region of a ${method}, and nothing else`, () => {
    const state = linkToken(baseOf(sandboxEu));

    const events = eventsOf(several, { method, url: `${google}?code=secret&state=${state}` });

    expect(events).toEqual([{ provider: "google_health", env: "sandbox", region: "eu" }]);
    expect(events.flatMap(Reflect.ownKeys).sort()).toEqual(["env", "provider", "region"]);
  });
}

test("onForward receives no other property of a scope", () => {
  const scope = { ...productionUs, key: "secret" };

  expect(eventsOf({ scopes: [scope], providers }, get(google)).map(Object.keys)).toEqual([
    ["provider", "env", "region"],
  ]);
});

for (const [status, request] of Object.entries(refused)) {
  test(`onForward is not called for a ${status}`, () => {
    expect(eventsOf(one, request)).toEqual([]);
  });
}

test("onForward is not called for a query that cannot be forwarded", () => {
  expect(eventsOf(one, get(`${google}?a=\nb`))).toEqual([]);
});

test("onForward is not called for a callback that is the caller's own", () => {
  expect(eventsOf({ ...one, shared: true }, get(google))).toEqual([]);
});

test("onForward is called once for each callback", () => {
  const events: ForwardedCallback[] = [];
  const callback = forwardCallback({ ...one, onForward: (event) => events.push(event) });

  callback(get(google));
  callback(get("/fitbit"));
  callback(get(google));

  expect(events).toHaveLength(2);
});

for (const [description, onForward] of Object.entries<() => unknown>({
  throws: () => {
    throw new Error("from onForward");
  },
  "throws undefined": () => {
    throw undefined;
  },
  rejects: () => Promise.reject(new Error("from onForward")),
  "returns a thenable that rejects": () => ({
    // biome-ignore lint/suspicious/noThenProperty: a promise of another library
    then: (_: unknown, reject: (reason: Error) => void) => reject(new Error("from onForward")),
  }),
  "never resolves": () => new Promise(() => {}),
})) {
  test(`an onForward that ${description} changes nothing`, async () => {
    const unhandled: unknown[] = [];
    const note = (reason: unknown) => unhandled.push(reason);
    process.on("unhandledRejection", note);
    let calls = 0;
    const callback = forwardCallback({
      ...one,
      onForward: () => {
        calls += 1;
        return onForward() as undefined;
      },
    });

    const response = callback(get(google));
    // Node reports rejections that nobody handles after the microtasks.
    await setImmediate();
    await setImmediate();
    process.off("unhandledRejection", note);

    expect(response.headers.get("location")).toBe(connect(productionUs));
    expect(calls).toBe(1);
    expect(unhandled).toEqual([]);
  });
}

test("an onForward that changes its event changes no later callback", () => {
  const events: ForwardedCallback[] = [];
  const callback = forwardCallback({
    ...one,
    onForward: (event) => {
      events.push({ ...event });
      Object.assign(event, { env: "sandbox", region: "eu", provider: "fitbit" });
    },
  });

  callback(get(google));
  const second = callback(get(google));

  expect(second.headers.get("location")).toBe(connect(productionUs));
  expect(events[1]).toEqual({ provider: "google_health", ...productionUs });
});

// Options

const wrongOptions: Readonly<Record<string, readonly [options: unknown, paths: readonly string[]]>> = {
  "no options": [undefined, ["scopes", "providers"]],
  "null as options": [null, ["scopes", "providers"]],
  "empty options": [{}, ["scopes", "providers"]],
  "no scopes": [{ providers }, ["scopes"]],
  "an empty list of scopes": [{ ...one, scopes: [] }, ["scopes"]],
  "one scope in place of a list": [{ ...one, scopes: productionUs }, ["scopes"]],
  "a text in place of scopes": [{ ...one, scopes: "production/us" }, ["scopes"]],
  "a text in place of a scope": [{ ...one, scopes: ["production/us"] }, ["scopes[0]"]],
  "null in place of a scope": [{ ...one, scopes: [productionUs, null] }, ["scopes[1]"]],
  "a hole in place of a scope": [{ ...one, scopes: new Array(1) }, ["scopes[0]"]],
  "an unknown env": [{ ...one, scopes: [{ env: "staging", region: "us" }] }, ["scopes[0]"]],
  "an unknown region": [{ ...one, scopes: [{ env: "sandbox", region: "ap" }] }, ["scopes[0]"]],
  "an env in upper case": [{ ...one, scopes: [{ env: "Production", region: "us" }] }, ["scopes[0]"]],
  "no region": [{ ...one, scopes: [{ env: "production" }] }, ["scopes[0]"]],
  "a list as env": [{ ...one, scopes: [{ env: ["production"], region: "us" }] }, ["scopes[0]"]],
  "an env that contains the separator of names": [
    { ...one, scopes: [{ env: "production/us", region: "" }] },
    ["scopes[0]"],
  ],
  "env and region of Object.prototype": [
    { ...one, scopes: [{ env: "__proto__", region: "constructor" }] },
    ["scopes[0]"],
  ],
  "no providers": [{ scopes: [productionUs] }, ["providers"]],
  "an empty list of providers": [{ ...one, providers: [] }, ["providers"]],
  "a text in place of providers": [{ ...one, providers: "google_health" }, ["providers"]],
  "a set in place of providers": [{ ...one, providers: new Set(providers) }, ["providers"]],
  "an empty provider": [{ ...one, providers: [""] }, ["providers[0]"]],
  "a provider with a slash": [{ ...one, providers: ["a", "../evil"] }, ["providers[1]"]],
  "a provider with a query": [{ ...one, providers: ["a?b"] }, ["providers[0]"]],
  "a provider with a line feed": [{ ...one, providers: ["google_health\n"] }, ["providers[0]"]],
  "a provider beyond ASCII": [{ ...one, providers: ["go\u043egle"] }, ["providers[0]"]],
  "a number in place of a provider": [{ ...one, providers: [1] }, ["providers[0]"]],
  "a list in place of a provider": [{ ...one, providers: [["google_health"]] }, ["providers[0]"]],
  "a hole in place of a provider": [{ ...one, providers: new Array(1) }, ["providers[0]"]],
  "unknown hosts": [{ ...one, hosts: "vital" }, ["hosts"]],
  "hosts that are an address": [{ ...one, hosts: "https://evil.example" }, ["hosts"]],
  "hosts of Object.prototype": [{ ...one, hosts: "constructor" }, ["hosts"]],
  "the text undefined as hosts": [{ ...one, hosts: "undefined" }, ["hosts"]],
  "a list as hosts": [{ ...one, hosts: ["junction"] }, ["hosts"]],
  "null as hosts": [{ ...one, hosts: null }, ["hosts"]],
  "empty hosts": [{ ...one, hosts: "" }, ["hosts"]],
  "an audience without a scope": [{ ...one, audiences: { "https://new.example": "sandbox" } }, ["audiences"]],
  "an audience of an unknown region": [
    { ...one, audiences: { "https://new.example": { env: "sandbox", region: "ap" } } },
    ["audiences"],
  ],
  "a number as audiences": [{ ...one, audiences: 5 }, ["audiences"]],
  "true as audiences": [{ ...one, audiences: true }, ["audiences"]],
  "null as audiences": [{ ...one, audiences: null }, ["audiences"]],
  "null as shared": [{ ...one, shared: null }, ["shared"]],
  "a text as shared": [{ ...one, shared: "true" }, ["shared"]],
  "a number as shared": [{ ...one, shared: 1 }, ["shared"]],
  "an object as onForward": [{ ...one, onForward: {} }, ["onForward"]],
  "null as onForward": [{ ...one, onForward: null }, ["onForward"]],
  "an unknown option": [{ ...one, host: "junction" }, ["host"]],
  "several wrong options": [
    { scopes: [{}], providers: [""], hosts: "x", shared: 0, onForward: 0, extra: 1 },
    ["scopes[0]", "providers[0]", "hosts", "shared", "onForward", "extra"],
  ],
};

for (const [description, [options, paths]] of Object.entries(wrongOptions)) {
  test(`forwardCallback refuses ${description} with ${paths.join(", ")}`, async () => {
    const found = await wrongPaths(() => forwardCallback(options as CallbackOptions));

    expect(found).toEqual(paths);
  });
}

test("the error of wrong options contains no value of them", async () => {
  const options = {
    scopes: [{ env: "secret-1", region: "secret-2" }],
    providers: ["secret/3"],
    hosts: "secret-4",
    audiences: { "secret-5": "secret-6" },
    shared: "secret-7",
    onForward: "secret-8",
  } as unknown as CallbackOptions;

  const error = await errorOf(RequestError, () => forwardCallback(options));

  expect(error.issues).toHaveLength(6);
  expect(everythingIn({ message: error.message, issues: error.issues })).not.toContain("secret");
});

test("options that are changed after construction change nothing", () => {
  const seen: string[] = [];
  const scope: { env: string; region: string } = { ...productionUs };
  const audience: { env: string; region: string } = { ...productionUs };
  const options = {
    scopes: [scope],
    providers: ["google_health"],
    hosts: "junction",
    audiences: { "https://new.example": audience },
    shared: false,
    onForward: ({ env }: ForwardedCallback) => seen.push(env),
  };
  const callback = forwardCallback(options as CallbackOptions);

  Object.assign(scope, sandboxEu);
  Object.assign(audience, sandboxEu);
  options.scopes.push({ ...sandboxUs });
  options.providers.push("fitbit");
  options.providers[0] = "withings";
  options.hosts = "tryvital";
  options.shared = true;
  options.onForward = () => seen.push("changed");
  const responses = [
    "/google_health",
    `/google_health${withState(linkToken("https://new.example"))}`,
    "/fitbit",
  ]
    .map(get)
    .map((request) => callback(request));

  expect(responses.map((response) => response?.status)).toEqual([307, 307, 404]);
  expect(responses[0]?.headers.get("location")).toBe(connect(productionUs));
  expect(seen).toEqual(["production", "production"]);
});

test("two callbacks do not share their options", () => {
  const first = forwardCallback({ scopes: [productionUs], providers: ["fitbit"] });
  const second = forwardCallback({ scopes: [sandboxEu], providers, audiences: { own: sandboxEu } });

  expect(first(get("/google_health")).status).toBe(404);
  expect(second(get("/fitbit")).status).toBe(404);
  expect(first(get(`/fitbit${withState(linkToken("own"))}`)).status).toBe(307);
});

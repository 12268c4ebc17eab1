// Callbacks are forwarded to Junction, refused, or left to the caller.

import { setImmediate } from "node:timers/promises";
import { RequestError } from "junction-credentials";
import {
  type CallbackOptions,
  type CallbackRequest,
  type CallbackScope,
  type ForwardedCallback,
  forwardCallback,
} from "junction-credentials/callback";
import { expect, test } from "vitest";
import { errorOf, everythingIn, wrongPaths } from "../behaviour/thrown.js";
import { baseOf, bases, isSameScope, linkToken, otherStates, scopes, tokenOf } from "./callback-tokens.js";

const productionUs = { env: "production", region: "us" } as const;
const productionEu = { env: "production", region: "eu" } as const;
const sandboxUs = { env: "sandbox", region: "us" } as const;
const sandboxEu = { env: "sandbox", region: "eu" } as const;
const providers = ["google_health"];
const one = { scopes: [productionUs], providers };
const several = { scopes, providers };
const two = { scopes: [productionUs, sandboxUs], providers };
const google = "/oauth/google_health";
const get = (url: string): CallbackRequest => ({ method: "GET", url });

/** The status and the target of a response, or null. */
function outcome(options: CallbackOptions, request: CallbackRequest | string): unknown {
  const response = forwardCallback(options)(typeof request === "string" ? get(request) : request);
  return response && (response.headers.get("location") ?? response.status);
}

const connect = (scope: CallbackScope, query = "", hosts?: "junction" | "tryvital"): string =>
  `${baseOf(scope, hosts)}/connect/google_health${query}`;

const withState = (...states: readonly string[]): string =>
  `?code=1${states.map((state) => `&state=${encodeURIComponent(state)}`).join("")}`;

// What is forwarded, and from where

for (const { env, region, hosts, url } of bases) {
  test(`a callback of ${env} in ${region} is forwarded to ${url} with the hosts of ${hosts}`, () => {
    const options = { scopes: [{ env, region }], providers, hosts };

    expect(outcome(options, `${google}?code=1`)).toBe(`${url}/connect/google_health?code=1`);
  });
}

test("hosts that are absent or undefined are those of Junction", () => {
  expect(outcome(one, google)).toBe("https://api.us.junction.com/v2/link/connect/google_health");
  expect(outcome({ ...one, hosts: undefined }, google)).toBe(connect(productionUs));
});

test("the answer is a Response at once, not a promise", () => {
  expect(forwardCallback(one)(get(google))).toBeInstanceOf(Response);
});

for (const url of [
  "/google_health",
  "google_health",
  "/a/b/c/google_health",
  "//google_health",
  "/google_health/../google_health",
  "https://example.com/google_health",
  "http://localhost:3000/a/google_health",
]) {
  test(`the provider of ${url} is the last segment of its path`, () => {
    expect(outcome(one, `${url}?code=1`)).toBe(connect(productionUs, "?code=1"));
  });
}

test("a Request is forwarded", () => {
  const request = new Request(`https://example.com${google}?code=1`);

  expect(outcome(one, request)).toBe(connect(productionUs, "?code=1"));
});

test("a request without a method is a GET", () => {
  expect(outcome(one, { url: google })).toBe(connect(productionUs));
});

test("a request without a URL is a 404", () => {
  expect(outcome(one, {})).toBe(404);
});

test("the originalUrl of Express is read instead of its url", () => {
  const request = { method: "GET", url: "/?code=2", originalUrl: `${google}?code=1` };

  expect(outcome(one, request)).toBe(connect(productionUs, "?code=1"));
});

test("the request of Node in the context is read instead of the Request", () => {
  const request = new Request("https://example.com/fitbit?code=2", { method: "POST" });

  const response = forwardCallback(one)(request, { req: get(`${google}?code=1`) });

  expect(response.headers.get("location")).toBe(connect(productionUs, "?code=1"));
});

test("a context without a request of Node changes nothing", () => {
  const response = forwardCallback(one)(get(google), {});

  expect(response.headers.get("location")).toBe(connect(productionUs));
});

test("only the method and the URL are read", () => {
  const read: PropertyKey[] = [];
  const request = new Proxy(get(google), {
    get: (target, name) => {
      read.push(name);
      return Reflect.get(target, name);
    },
  });

  forwardCallback(one)(request);

  expect(new Set(read)).toEqual(new Set(["method", "url", "originalUrl"]));
});

// Responses

for (const method of ["GET", "HEAD"]) {
  test(`the redirect of a ${method} has status 307, no body and exactly three headers`, () => {
    const response = forwardCallback(one)({ method, url: `${google}?code=1` });

    expect(response.status).toBe(307);
    expect(response.body).toBeNull();
    expect(Object.fromEntries(response.headers)).toEqual({
      location: connect(productionUs, "?code=1"),
      "cache-control": "no-store",
      "referrer-policy": "no-referrer",
    });
  });
}

const tooLong = `?${"a".repeat(16 * 1024 + 1)}`;
const refused: Readonly<Record<number, CallbackRequest>> = {
  400: get(`${google}${withState(linkToken(baseOf(sandboxUs)))}`),
  404: get("/oauth/fitbit"),
  405: { method: "POST", url: google },
  414: get(`${google}${tooLong}`),
};

for (const [status, request] of Object.entries(refused)) {
  test(`a ${status} has no body, no location, and the same headers as a redirect`, () => {
    const response = forwardCallback(one)(request);

    const allow = status === "405" ? { allow: "GET, HEAD" } : {};
    expect(response.status).toBe(Number(status));
    expect(response.body).toBeNull();
    expect(Object.fromEntries(response.headers)).toEqual({
      ...allow,
      "cache-control": "no-store",
      "referrer-policy": "no-referrer",
    });
  });
}

for (const method of [
  "POST",
  "PUT",
  "PATCH",
  "DELETE",
  "OPTIONS",
  "TRACE",
  "CONNECT",
  "QUERY",
  "get",
  "Head",
  "",
]) {
  test(`the method ${JSON.stringify(method)} is a 405 that allows GET and HEAD`, () => {
    const response = forwardCallback(one)({ method, url: `${google}?code=1` });

    expect(response.status).toBe(405);
    expect(response.headers.get("allow")).toBe("GET, HEAD");
  });
}

for (const segment of [
  "",
  "fitbit",
  "Google_Health",
  "GOOGLE_HEALTH",
  "google%5Fhealth",
  "google%5fhealth",
  "%67oogle_health",
  "google-health",
  "google_healt",
  "google_healthy",
  "xgoogle_health",
  "google_health/",
  "google_health//",
  "google_health/.",
  "google_health%2F",
  "google_health;v=1",
  "google_health&a=1",
  "google_health ",
  " google_health",
  "google_health\n",
  "google_health\0",
  "google_health\\",
  "\\google_health",
  "x%2Fgoogle_health",
  "google_health,google_health",
  "go\u043egle_health",
  "__proto__",
  "constructor",
  "toString",
  "has",
  "..",
  "*",
  "undefined",
]) {
  test(`the last segment ${JSON.stringify(segment)} is not google_health, and a 404`, () => {
    expect(outcome(one, `/oauth/${segment}?code=1`)).toBe(404);
  });
}

test("a provider that is configured as __proto__ or constructor is one like any other", () => {
  const options = { scopes: [productionUs], providers: ["__proto__", "constructor"] };

  expect(outcome(options, "/__proto__")).toBe(`${baseOf(productionUs)}/connect/__proto__`);
  expect(outcome(options, "/constructor")).toBe(`${baseOf(productionUs)}/connect/constructor`);
  expect(outcome(options, "/toString")).toBe(404);
});

test("a provider in the query or in the fragment is not the provider", () => {
  expect(outcome(one, "/oauth/fitbit?/google_health")).toBe(404);
  expect(outcome(one, "/oauth/fitbit#/google_health")).toBe(404);
  expect(outcome(one, `${google}?/fitbit`)).toBe(connect(productionUs, "?/fitbit"));
});

for (const provider of ["google_health", "fitbit", "withings"]) {
  test(`of several providers, ${provider} is forwarded as itself`, () => {
    const options = { scopes: [productionUs], providers: ["google_health", "fitbit", "withings"] };

    expect(outcome(options, `/${provider}?a`)).toBe(`${baseOf(productionUs)}/connect/${provider}?a`);
  });
}

test("a query of exactly 16 KiB behind its question mark is forwarded", () => {
  const query = `?${"a".repeat(16 * 1024)}`;

  expect(outcome(one, google + query)).toBe(connect(productionUs, query));
});

test("a query of a byte more than 16 KiB is a 414", () => {
  expect(outcome(one, google + tooLong)).toBe(414);
});

test("the bytes of a query are counted, not its characters before encoding", () => {
  const encoded = (tail: string) =>
    new Request(`https://example.com/google_health?${"ü".repeat(2730)}${tail}`);

  expect(outcome(one, encoded("abcd"))).toBe(connect(productionUs, `?${"%C3%BC".repeat(2730)}abcd`));
  expect(outcome(one, encoded("abcde"))).toBe(414);
});

test("neither the path nor the fragment counts towards the 16 KiB", () => {
  const url = `/${"a".repeat(20_000)}/google_health?code=1#${"a".repeat(20_000)}`;

  expect(outcome(one, url)).toBe(connect(productionUs, "?code=1"));
});

test("a fragment is not forwarded", () => {
  expect(outcome(one, `${google}?code=1#b?c=2`)).toBe(connect(productionUs, "?code=1"));
  expect(outcome(one, `${google}#?code=1`)).toBe(connect(productionUs));
  expect(outcome(one, `${google}?#`)).toBe(connect(productionUs, "?"));
});

test("a link token in the fragment decides nothing", () => {
  expect(outcome(two, `${google}?code=1#&state=${linkToken(baseOf(sandboxUs))}`)).toBe(400);
});

test("an answer with an error is forwarded like one with a code", () => {
  const query = "?error=access_denied&error_description=The+user%27s+denial";
  const state = `&state=${linkToken(baseOf(sandboxUs))}`;

  expect(outcome(one, google + query)).toBe(connect(productionUs, query));
  expect(outcome(two, google + query + state)).toBe(connect(sandboxUs, query + state));
});

// One scope

for (const [description, state] of Object.entries(otherStates)) {
  test(`with one scope, ${description} is forwarded to it`, () => {
    const query = withState(state);

    expect(outcome({ scopes: [sandboxEu], providers }, google + query)).toBe(connect(sandboxEu, query));
  });
}

test("with one scope, a callback without a state or without a query is forwarded to it", () => {
  expect(outcome(one, `${google}?code=1`)).toBe(connect(productionUs, "?code=1"));
  expect(outcome(one, google)).toBe(connect(productionUs));
});

for (const configured of scopes) {
  for (const { env, region, url } of bases) {
    const isSame = isSameScope(configured, { env, region });
    const expected = isSame ? "is forwarded" : "is a 400";
    test(`with ${configured.env} in ${configured.region} alone, a link token for ${url} ${expected}`, () => {
      const query = withState(linkToken(url));

      const result = outcome({ scopes: [configured], providers }, google + query);

      expect(result).toBe(isSame ? connect(configured, query) : 400);
    });
  }
}

test("with one scope that is listed twice, every callback is forwarded to it", () => {
  const options = { scopes: [productionUs, { ...productionUs }], providers };

  expect(outcome(options, google)).toBe(connect(productionUs));
});

test("with one scope, states of it and of another are a 400", () => {
  const query = withState(linkToken(baseOf(productionUs)), linkToken(baseOf(sandboxUs)));

  expect(outcome(one, google + query)).toBe(400);
});

test("with one scope, a state of another beside one that cannot be read is a 400", () => {
  const query = withState("own", linkToken(baseOf(sandboxUs)));

  expect(outcome(one, google + query)).toBe(400);
});

test("with one scope, an audience that names it and another is a 400", () => {
  const query = withState(linkToken([baseOf(productionUs), baseOf(productionEu)]));

  expect(outcome(one, google + query)).toBe(400);
});

// Several scopes

for (const hosts of ["junction", "tryvital"] as const) {
  for (const { url, ...scope } of bases) {
    for (const [shape, aud] of Object.entries({
      "the text": url,
      "a list of": [url],
      "a list with other audiences and": ["https://example.com", 1, null, url],
    })) {
      test(`with several scopes and the hosts of ${hosts}, an audience that is ${shape} ${url} decides`, () => {
        const query = withState(linkToken(aud));

        expect(outcome({ ...several, hosts }, google + query)).toBe(connect(scope, query, hosts));
      });
    }
  }
}

for (const [description, state] of Object.entries(otherStates)) {
  test(`with several scopes, ${description} is a 400`, () => {
    expect(outcome(several, google + withState(state))).toBe(400);
  });
}

test("with several scopes, a callback without a state is a 400", () => {
  expect(outcome(several, `${google}?code=1`)).toBe(400);
  expect(outcome(several, google)).toBe(400);
});

for (const parameter of ["State", "state[]", "states", "xstate", "link_token"]) {
  test(`with several scopes, a link token in ${parameter} decides nothing`, () => {
    expect(outcome(several, `${google}?${parameter}=${linkToken(baseOf(sandboxUs))}`)).toBe(400);
  });
}

test("with several scopes, an audience of two of them is a 400", () => {
  const query = withState(linkToken([baseOf(productionUs), baseOf(sandboxUs)]));

  expect(outcome(several, google + query)).toBe(400);
});

test("with several scopes, states of two of them are a 400, in either order", () => {
  const [first, second] = [linkToken(baseOf(productionUs)), linkToken(baseOf(sandboxUs))];

  expect(outcome(several, google + withState(first, second))).toBe(400);
  expect(outcome(several, google + withState(second, first))).toBe(400);
});

test("with several scopes, states and audiences that name one of them repeatedly decide", () => {
  const both = [baseOf(sandboxEu), baseOf(sandboxEu, "tryvital")];
  const query = withState(linkToken(both), linkToken(both[1]), linkToken(both[0]));

  expect(outcome(several, google + query)).toBe(connect(sandboxEu, query));
});

test("with several scopes, a state that cannot be read beside one that can changes nothing", () => {
  const query = withState("own", linkToken(baseOf(sandboxEu)), "");

  expect(outcome(several, google + query)).toBe(connect(sandboxEu, query));
});

test("with several scopes, a link token for a scope that is not configured is a 400", () => {
  expect(outcome(two, google + withState(linkToken(baseOf(productionEu))))).toBe(400);
  expect(outcome(two, google + withState(linkToken([baseOf(productionUs), baseOf(productionEu)])))).toBe(400);
});

for (const [description, aud] of Object.entries({
  "with a trailing slash": `${baseOf(productionUs)}/`,
  "without a path": "https://api.us.junction.com",
  "with another path": "https://api.us.junction.com/v2/links",
  "with another version": "https://api.us.junction.com/v3/link",
  "in upper case": baseOf(productionUs).toUpperCase(),
  "with the default port": "https://api.us.junction.com:443/v2/link",
  "without TLS": "http://api.us.junction.com/v2/link",
  "with a space before": ` ${baseOf(productionUs)}`,
  "with a line feed behind": `${baseOf(productionUs)}\n`,
  "of a region that does not exist": "https://api.ap.junction.com/v2/link",
  "in a list in a list": [[baseOf(productionUs)]],
  "in an object": { 0: baseOf(productionUs), length: 1 },
  "that is null": null,
  "that is a number": 1,
  "that is an empty list": [],
})) {
  test(`an audience ${description} is not one of Junction's`, () => {
    expect(outcome(several, google + withState(linkToken(aud)))).toBe(400);
  });
}

for (const [description, state] of Object.entries({
  "whose header and signature mean nothing": `x.${linkToken(baseOf(sandboxUs)).split(".")[1]}.!`,
  "whose header and signature are empty": `.${linkToken(baseOf(sandboxUs)).split(".")[1]}.`,
  "with characters beyond ASCII": tokenOf(JSON.stringify({ name: "Jürgen €", aud: baseOf(sandboxUs) })),
  "whose encoding has minus signs and underscores": tokenOf(
    `{"a":"~~~???>>>ÿ","aud":"${baseOf(sandboxUs)}"}`,
  ),
  "with an audience twice, of which the last counts": tokenOf(
    `{"aud":"${baseOf(productionUs)}","aud":"${baseOf(sandboxUs)}"}`,
  ),
})) {
  test(`a link token ${description} is read`, () => {
    const query = `?state=${state}`;

    expect(outcome(several, google + query)).toBe(connect(sandboxUs, query));
  });
}

test("a link token of any length modulo three bytes is read", () => {
  for (const padding of ["", "a", "ab", "abc"]) {
    const query = withState(tokenOf(JSON.stringify({ padding, aud: baseOf(sandboxUs) })));
    expect(outcome(several, google + query)).toBe(connect(sandboxUs, query));
  }
});

// Own audiences

test("an audience of one's own decides, and the target remains Junction's", () => {
  const audiences = { "https://new.example/v2/link": sandboxUs };
  const query = withState(linkToken("https://new.example/v2/link"));

  expect(outcome({ ...two, audiences }, google + query)).toBe(connect(sandboxUs, query));
  expect(outcome(two, google + query)).toBe(400);
});

test("an audience of one's own for a scope that is not configured is a 400", () => {
  const audiences = { "https://new.example/v2/link": sandboxUs };
  const query = withState(linkToken("https://new.example/v2/link"));

  expect(outcome({ ...one, audiences }, google + query)).toBe(400);
});

test("an audience of one's own beside one of Junction for another scope is a 400", () => {
  const audiences = { "https://new.example/v2/link": sandboxUs };
  const query = withState(linkToken(["https://new.example/v2/link", baseOf(productionUs)]));

  expect(outcome({ ...two, audiences }, google + query)).toBe(400);
});

test("Junction's audiences remain beside one's own", () => {
  const audiences = { "https://new.example/v2/link": sandboxUs };
  const query = withState(linkToken(baseOf(productionUs)));

  expect(outcome({ ...two, audiences }, google + query)).toBe(connect(productionUs, query));
});

for (const { url, ...scope } of bases) {
  test(`an audience of one's own cannot replace ${url}`, () => {
    const other = scope.env === "production" ? sandboxUs : productionUs;
    const query = withState(linkToken(url));

    expect(outcome({ ...several, audiences: { [url]: other } }, google + query)).toBe(connect(scope, query));
  });
}

test("an audience of one's own may be __proto__, and names of Object.prototype are none", () => {
  const audiences = JSON.parse('{"__proto__":{"env":"sandbox","region":"us"}}');
  const query = withState(linkToken("__proto__"));

  expect(outcome({ ...two, audiences }, google + query)).toBe(connect(sandboxUs, query));
  expect(outcome({ ...two, audiences }, google + withState(linkToken("constructor")))).toBe(400);
});

// Shared

for (const options of [one, several]) {
  const count = options === one ? "one scope" : "several scopes";
  for (const [description, state] of Object.entries(otherStates)) {
    test(`a shared callback of ${count} leaves ${description} to the caller`, () => {
      expect(outcome({ ...options, shared: true }, google + withState(state))).toBeNull();
    });
  }

  test(`a shared callback of ${count} leaves a request without a state to the caller`, () => {
    expect(outcome({ ...options, shared: true }, `${google}?code=1`)).toBeNull();
    expect(outcome({ ...options, shared: true }, google)).toBeNull();
    expect(outcome({ ...options, shared: true }, {})).toBeNull();
  });

  test(`a shared callback of ${count} forwards a link token`, () => {
    const query = withState(linkToken(baseOf(productionUs)));

    expect(outcome({ ...options, shared: true }, google + query)).toBe(connect(productionUs, query));
  });

  for (const [description, request] of Object.entries<CallbackRequest>({
    "a POST": { method: "POST", url: google },
    "another provider": get("/oauth/fitbit"),
    "the root": get("/"),
    "a POST to another path": { method: "POST", url: "/login?state=own" },
    "a query of more than 16 KiB": get(google + tooLong),
    "a fragment with a link token": get(`${google}#state=${linkToken(baseOf(productionUs))}`),
  })) {
    test(`a shared callback of ${count} leaves ${description} without a link token to the caller`, () => {
      expect(outcome({ ...options, shared: true }, request)).toBeNull();
    });
  }
}

test("a shared callback refuses a link token of a scope that is not configured", () => {
  for (const scope of [productionEu, sandboxEu]) {
    for (const hosts of ["junction", "tryvital"] as const) {
      const query = withState(linkToken(baseOf(scope, hosts)));
      expect(outcome({ ...one, shared: true }, google + query)).toBe(400);
      expect(outcome({ ...two, shared: true }, google + query)).toBe(400);
    }
  }
});

test("a shared callback refuses a link token with another method, provider or length", () => {
  const query = withState(linkToken(baseOf(productionUs)));
  const options = { ...one, shared: true };

  expect(outcome(options, { method: "POST", url: google + query })).toBe(405);
  expect(outcome(options, `/oauth/fitbit${query}`)).toBe(404);
  expect(outcome(options, `${google}${query}&${"a".repeat(16 * 1024)}`)).toBe(414);
});

test("a shared callback forwards one's own state beside a link token", () => {
  const query = withState("own", linkToken(baseOf(productionUs)));

  expect(outcome({ ...one, shared: true }, google + query)).toBe(connect(productionUs, query));
});

test("a shared callback forwards a link token with an audience of one's own", () => {
  const audiences = { "https://new.example/v2/link": sandboxUs };
  const query = withState(linkToken("https://new.example/v2/link"));

  expect(outcome({ ...two, shared: true, audiences }, google + query)).toBe(connect(sandboxUs, query));
  expect(outcome({ ...two, shared: true }, google + query)).toBeNull();
});

test("a callback that is not shared never returns null", () => {
  for (const shared of [false, undefined]) {
    expect(outcome({ ...one, shared }, `${google}?state=own`)).toBe(connect(productionUs, "?state=own"));
    expect(outcome({ ...several, shared }, `${google}?state=own`)).toBe(400);
  }
});

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

// Callbacks of the configured providers are forwarded, others are refused, and each response has exactly the expected headers.

import { forwardCallback } from "junction-credentials/callback";
import { expect, test } from "vitest";
import {
  connect,
  get,
  google,
  one,
  outcome,
  productionUs,
  providers,
  refused,
  sandboxUs,
  tooLong,
  two,
} from "./callback-requests.js";
import { baseOf, bases, linkToken } from "./callback-tokens.js";

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

// No part of a request decides which host it is forwarded to, and production and sandbox do not mix.

import {
  type CallbackRequest,
  type CallbackScope,
  forwardCallback,
  toNodeHandler,
} from "junction-credentials/callback";
import { expect, test } from "vitest";
import { type Random, randomOf } from "./callback-random.js";
import { base64url, baseOf, bases, isSameScope, linkToken, scopes, tokenOf } from "./callback-tokens.js";
import { head, listening, listeningHttp2, parsed } from "./node-handler-server.js";

const providers = ["google_health", "fitbit"];
const family = ["junction", "tryvital"] as const;
const google = "/oauth/google_health";
const us = { env: "production", region: "us" } as const;

/** The scope that a Location leads to. Undefined for every other URL. */
function scopeOf(location: string, hosts: "junction" | "tryvital"): CallbackScope | undefined {
  const { origin, pathname, username, password, hash } = new URL(location);
  if (username || password || hash) return undefined;
  return scopes.find((scope) =>
    providers.some((provider) => `${origin}${pathname}` === `${baseOf(scope, hosts)}/connect/${provider}`),
  );
}

/** Every selection of scopes but the empty one. */
const selections: readonly (readonly CallbackScope[])[] = Array.from({ length: 15 }, (_, bits) =>
  scopes.filter((_, index) => (bits + 1) & (1 << index)),
);

const junction = baseOf(us);
const lookAlikes: Readonly<Record<string, unknown>> = {
  "a host that begins like Junction's": "https://api.us.junction.com.evil.example/v2/link",
  "a host that ends like Junction's": "https://evil-api.us.junction.com/v2/link",
  "a subdomain of Junction's host": "https://evil.api.us.junction.com/v2/link",
  "user information": "https://api.us.junction.com@evil.example/v2/link",
  "user information before Junction's host": "https://evil@api.us.junction.com/v2/link",
  "a trailing dot": "https://api.us.junction.com./v2/link",
  "a host in upper case": "https://API.US.JUNCTION.COM/v2/link",
  "a scheme in upper case": "HTTPS://api.us.junction.com/v2/link",
  "another scheme": "javascript://api.us.junction.com/v2/link",
  "no scheme": "//api.us.junction.com/v2/link",
  "a backslash": "https://api.us.junction.com\\@evil.example/v2/link",
  "a port": "https://api.us.junction.com:8443/v2/link",
  "a path to elsewhere": `${junction}/../../..//evil.example`,
  "a fragment": `${junction}#@evil.example`,
  "a query": `${junction}?evil.example`,
  "a Cyrillic letter": "https://api.us.junсtion.com/v2/link",
  "a full stop that is folded": "https://api。us。junction。com/v2/link",
  "a null at the end": `${junction}\0`,
  "a line feed at the end": `${junction}\n`,
  "a tab inside": "https://api.us.junc\ttion.com/v2/link",
  "two addresses": `${junction} ${junction}`,
  "two addresses with a comma": `${junction},${junction}`,
  "an encoded letter": "https://%61pi.us.junction.com/v2/link",
  "another host": "https://evil.example/v2/link",
  "the name of a scope": "production/us",
  __proto__: "__proto__",
  "the word __proto__": "__proto__",
  "the word constructor": "constructor",
  "the word size": "size",
  "an empty text": "",
  "a list in a list": [[junction]],
  "an empty list": [],
  "a list of everything but texts": [null, 1, true, {}, [junction]],
  "an object with an index": { 0: junction, length: 1 },
  "an object with the address as a key": { [junction]: true },
  "an object with toString": { toString: junction },
  "a number": 1e308,
  "a boolean": true,
  null: null,
  "a long text": `${junction}${"/".repeat(8000)}`,
  "a lone surrogate": "https://api.us.junction.com/v2/link\ud800",
};

for (const [description, aud] of Object.entries(lookAlikes)) {
  test(`an audience with ${description} decides nothing`, () => {
    const request = { url: `${google}?state=${linkToken(aud)}` };

    const answers = {
      alone: forwardCallback({ scopes: [us], providers })(request).headers.get("location"),
      several: forwardCallback({ scopes, providers })(request).status,
      shared: forwardCallback({ scopes, providers, shared: true })(request),
    };

    expect(answers).toEqual({
      alone: `${junction}/connect/google_health?state=${linkToken(aud)}`,
      several: 400,
      shared: null,
    });
  });
}

const malformed: Readonly<Record<string, string>> = {
  dots: "..",
  "many dots": ".".repeat(10_000),
  "a payload of spaces": "a.%20%20.c",
  "a payload of invalid base64": "a.!.c",
  "a payload of one character": "a.e.c",
  "a payload that ends in JSON": tokenOf(`{"aud":"${junction}"`),
  "two objects as payload": tokenOf(`{"aud":"${junction}"}{}`),
  "an audience in the prototype": tokenOf(`{"__proto__":{"aud":"${junction}"}}`),
  "an audience in a nested object": tokenOf(`{"claims":{"aud":"${junction}"}}`),
  "a key that is like aud": tokenOf(`{"Aud":"${junction}","aud ":"${junction}"}`),
  "invalid UTF-8": tokenOf(Buffer.from([0x7b, 0xff, 0xfe, 0x7d])),
  "invalid UTF-8 in the audience": tokenOf(
    Buffer.concat([Buffer.from(`{"aud":"${junction}`), Buffer.from([0xff]), Buffer.from('"}')]),
  ),
  "a payload in UTF-16": tokenOf(Buffer.from(`{"aud":"${junction}"}`, "utf16le")),
  "a deeply nested payload": tokenOf("[".repeat(6000)),
  "a payload that is encoded twice": `a.${base64url(base64url(`{"aud":"${junction}"}`))}.c`,
  "a link token in the header": `${base64url(`{"aud":"${junction}"}`)}.e30.c2ln`,
  "a link token in the signature": `e30.e30.${base64url(`{"aud":"${junction}"}`)}`,
};

for (const [description, state] of Object.entries(malformed)) {
  test(`a token with ${description} decides nothing`, () => {
    const request = { url: `${google}?state=${state}` };

    expect(forwardCallback({ scopes, providers })(request).status).toBe(400);
    expect(forwardCallback({ scopes, providers, shared: true })(request)).toBeNull();
  });
}

test("a link token is forwarded to its own scope or not at all, whatever is configured", () => {
  const wrong: unknown[] = [];
  let forwarded = 0;

  for (const selection of selections) {
    for (const hosts of family) {
      for (const shared of [false, true]) {
        const callback = forwardCallback({ scopes: selection, providers, hosts, shared });
        for (const { url, ...scope } of bases) {
          for (const aud of [url, [url], ["https://example.com", url]]) {
            const response = callback({ url: `${google}?state=${linkToken(aud)}` });
            const isConfigured = selection.some((one) => isSameScope(one, scope));
            const expected = isConfigured ? `${baseOf(scope, hosts)}/connect/google_health` : 400;
            const actual = response?.headers.get("location")?.split("?")[0] ?? response?.status;
            if (actual !== expected) wrong.push({ selection, hosts, shared, aud, actual });
            if (isConfigured) forwarded += 1;
          }
        }
      }
    }
  }

  expect(wrong).toEqual([]);
  expect(forwarded).toBe(2 * 2 * 8 * 3 * 8);
});

test("two link tokens of production and sandbox are never forwarded, whatever is configured", () => {
  const [production, sandbox] = ["production", "sandbox"].map((name) =>
    bases.filter(({ env }) => env === name),
  );

  for (const selection of selections) {
    const callback = forwardCallback({ scopes: selection, providers });
    for (const { url } of production ?? []) {
      for (const { url: other } of sandbox ?? []) {
        const states = `state=${linkToken(url)}&state=${linkToken(other)}`;
        const both = linkToken([other, url]);
        expect(callback({ url: `${google}?${states}` }).status).toBe(400);
        expect(callback({ url: `${google}?state=${both}` }).status).toBe(400);
      }
    }
  }
});

const paths = [
  "//evil.example/google_health",
  "///evil.example/google_health",
  "/\\evil.example/google_health",
  "\\\\evil.example\\google_health",
  "/@evil.example/google_health",
  "/:80/google_health",
  "http://evil.example/google_health",
  "https://evil.example:443/google_health",
  "https://user:password@evil.example/google_health",
  "http:google_health",
  "javascript:alert(1)//google_health",
  "data:text/html,/google_health",
  "/../../google_health",
  "/google_health/..",
  "/google_health/../../evil",
  "/google_health/@evil.example",
  "/google_health@evil.example",
  "/.evil.example/google_health",
  "/%2e%2e/google_health",
  "/google_health%2f..%2f..",
  "/google_health\r\nlocation: https://evil.example",
  "/google_health\t",
  "/evil\u2215google_health",
  "*",
  "",
  "/",
  "/fitbit",
  "google_health",
];

const longAudience = `https://${"a".repeat(5000)}.example/v2/link`;

/** The audience of a token: one of Junction's, a look-alike, or a list of both. */
function audienceOf(random: Random): unknown {
  const text = () => (random.below(2) ? random.pick(bases).url : random.pick(Object.values(lookAlikes)));
  switch (random.below(8)) {
    case 0:
      return random.several(3, text);
    case 1:
      return longAudience;
    case 2:
      return mutated(random, random.pick(bases).url);
    default:
      return text();
  }
}

/** A text with some characters replaced, removed or added. */
function mutated(random: Random, text: string): string {
  const characters = [...text];
  for (let count = random.below(3); count >= 0; count--) {
    const added = random.several(2, () => random.pick([..."./@:\\#?%&+- \t\nAaZz09_=\0ÿ"]));
    characters.splice(random.below(characters.length), random.below(2), ...added);
  }
  return characters.join("");
}

/** A state, and the scopes that it certainly names: a mutated token may still be readable. */
function tokenOrState(random: Random): { state: string; named: readonly CallbackScope[] } {
  const aud = audienceOf(random);
  const token = linkToken(aud);
  switch (random.below(8)) {
    case 0:
      return { state: mutated(random, token), named: [] };
    case 1:
      return { state: random.pick(Object.values(malformed)), named: [] };
    default:
      return { state: token, named: bases.filter(({ url }) => [aud].flat().includes(url)) };
  }
}

test("whatever a request contains, a Location is one of the configured addresses", () => {
  const seed = 2;
  const random = randomOf(seed);
  const wrong: unknown[] = [];
  const counts = { forwarded: 0, refused: 0, left: 0 };
  const callbacks = selections.flatMap((selection) =>
    family.flatMap((hosts) =>
      [false, true].map((shared) => {
        const audiences = { "https://new.example/v2/link": { env: "sandbox", region: "eu" } } as const;
        const callback = forwardCallback({ scopes: selection, providers, hosts, shared, audiences });
        return { selection, hosts, callback };
      }),
    ),
  );

  for (let index = 0; index < 5000; index++) {
    const { selection, hosts, callback } = random.pick(callbacks);
    const tokens = random.several(2, () => tokenOrState(random));
    const states = tokens.map(({ state }) => state);
    const state = states.map((one) => `&state=${random.below(2) ? one : encodeURIComponent(one)}`).join("");
    const path = random.below(3) ? google : mutated(random, random.pick(paths));
    const url = `${path}?code=${random.pick(["1", "2", "", "#"])}${state}`;
    // What is behind a number sign is not read.
    const named = url.includes("#") ? [] : tokens.flatMap((token) => token.named);
    const request = {
      url,
      method: random.pick(["GET", "GET", "GET", "GET", "HEAD", "POST", "get", "TRACE", undefined]) as string,
      headers: { host: "evil.example", "x-forwarded-host": "evil.example" },
      hostname: "evil.example",
      baseUrl: "https://evil.example",
    };

    const response = callback(request as CallbackRequest);

    const location = response?.headers.get("location");
    if (!response) counts.left += 1;
    else if (location) {
      counts.forwarded += 1;
      const scope = scopeOf(location, hosts);
      const isConfigured = selection.some((one) => scope && isSameScope(one, scope));
      const isNamed = named.every((one) => scope && isSameScope(one, scope));
      if (!isConfigured || !isNamed || response.status !== 307) wrong.push({ index, url, location, named });
    } else {
      counts.refused += 1;
      if (![400, 404, 405, 414].includes(response.status))
        wrong.push({ index, url, status: response.status });
    }
  }

  expect(wrong, `seed ${seed}`).toEqual([]);
  // If nearly all requests had the same result, the test would show little.
  expect(Math.min(...Object.values(counts))).toBeGreaterThan(300);
});

test("a query of line breaks adds no header and no redirect", () => {
  const response = forwardCallback({ scopes: [us], providers })({
    url: `${google}?a=1\r\nlocation: https://evil.example\r\n\r\n`,
  });

  expect(response.status).toBe(400);
  expect(response.headers.has("location")).toBe(false);
});

const hostileHeaders = [
  "X-Forwarded-Host: evil.example",
  "X-Forwarded-Proto: javascript",
  "X-Forwarded-Port: 8443",
  "X-Forwarded-Prefix: //evil.example",
  "X-Forwarded-Server: evil.example",
  "Forwarded: host=evil.example;proto=http",
  "X-Original-URL: /fitbit?code=2",
  "X-Rewrite-URL: https://evil.example/fitbit",
  "X-Host: evil.example",
  "X-HTTP-Method-Override: POST",
  "Origin: https://evil.example",
  "Referer: https://evil.example/",
];

const callback = forwardCallback({ scopes: [us], providers });
const expected = `${junction}/connect/google_health?code=1`;

for (const host of ["evil.example", "api.sandbox.us.junction.com", "evil.example:8443", "[::1]:3000"]) {
  test(`the Host ${host} and headers of proxies change nothing about a redirect`, async () => {
    const { send } = await listening(toNodeHandler(callback));

    const received = await send(head(`GET ${google}?code=1`, `Host: ${host}`, ...hostileHeaders));

    const { status, all } = parsed(received);
    expect(status).toBe(307);
    expect(all("location")).toEqual([expected]);
  });
}

for (const host of ["evil.example/path", "user@evil.example", "a b", "evil.example?"]) {
  test(`the Host ${host} redirects nowhere`, async () => {
    const { send } = await listening(toNodeHandler(callback));

    const { status, all } = parsed(await send(head(`GET ${google}?code=1`, `Host: ${host}`)));

    expect(status).toBe(400);
    expect(all("location")).toEqual([]);
  });
}

test("the authority of HTTP/2 changes nothing about a redirect", async () => {
  const { send } = await listeningHttp2(toNodeHandler(callback));

  const { headers } = await send({
    ":path": `${google}?code=1`,
    ":authority": "evil.example",
    "x-forwarded-host": "evil.example",
  });

  expect(headers).toMatchObject({ ":status": 307, location: expected });
});

for (const target of paths.filter((path) => /^[!-~]+$/.test(path))) {
  const isGoogle = target.endsWith("/google_health");

  test(`the target ${target} of a real request leads to Junction or nowhere`, async () => {
    const { send } = await listening(toNodeHandler(callback));

    const { status, all } = parsed(await send(head(`GET ${target}?code=1`, "Host: evil.example")));

    const [location] = all("location");
    // Only a path is a target. Node refuses some of the others itself.
    if (isGoogle && target.startsWith("/")) expect(location).toBe(expected);
    else if (target === "/fitbit") expect(location).toBe(`${junction}/connect/fitbit?code=1`);
    else expect({ location, status }).toEqual({ status: expect.toBeOneOf([400, 404]) });
  });

  test(`the target ${target} of a request that a server passes directly leads to Junction or nowhere`, async () => {
    const { send } = await listening((req, res) => {
      const { status, headers } = callback(req);
      res.writeHead(status, Object.fromEntries(headers)).end();
    });

    const { status, all } = parsed(await send(head(`GET ${target}?code=1`, "Host: evil.example")));

    const [location] = all("location");
    if (isGoogle && location !== undefined) expect(location).toBe(expected);
    else if (target === "/fitbit") expect(location).toBe(`${junction}/connect/fitbit?code=1`);
    else expect({ location, status }).toEqual({ status: expect.toBeOneOf([400, 404]) });
  });
}

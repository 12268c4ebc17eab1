// A query is forwarded byte for byte.

import { forwardCallback, toNodeHandler } from "junction-credentials/callback";
import { expect, test } from "vitest";
import { randomOf } from "./callback-random.js";
import { baseOf, linkToken } from "./callback-tokens.js";
import { listening, listeningHttp2 } from "./node-handler-server.js";

const scope = { env: "production", region: "us" } as const;
const callback = forwardCallback({ scopes: [scope], providers: ["google_health"] });
const target = `${baseOf(scope)}/connect/google_health`;
const locationOf = (query: string) =>
  callback({ url: `/oauth/google_health${query}` }).headers.get("location");

const queries: Readonly<Record<string, string>> = {
  "a plus": "?scope=a+b",
  "an encoded plus": "?scope=a%2Bb",
  "an encoded space": "?scope=a%20b",
  "an apostrophe": "?name=O'Brien",
  "an encoded apostrophe": "?name=O%27Brien",
  "an encoded equals sign": "?code=YQ%3D%3D",
  "an equals sign in a value": "?code=YQ==",
  "an encoded slash": "?code=4%2F0Aanr",
  "a slash": "?code=4/0Aanr",
  "lower-case hexadecimal digits": "?code=%2f%3d",
  "a percent sign that encodes nothing": "?code=100%&x=%zz&y=%4",
  "encoded UTF-8": "?name=%E2%82%AC",
  "encoded bytes that are not UTF-8": "?name=%FF%80",
  "encoded line breaks": "?name=%0D%0ALocation:%20https://evil.example",
  "an encoded number sign": "?name=%23x",
  "an encoded null": "?name=%00",
  "repeated keys": "?code=1&code=2&code=1",
  "an empty value": "?code=&state=",
  "a key without a value": "?code&state",
  "an empty key": "?=1&=",
  "empty pairs": "?&&a=1&&",
  "no query": "",
  "a question mark alone": "?",
  "a second question mark": "?a=1?b=2??",
  "a query that is a URL": "?https://evil.example/google_health",
  "characters that a URL encodes": '?a="<>`{}|\\^[]',
  "dots as segments": "?/../../evil",
  "bytes beyond ASCII": "?name=J\u00fcrgen\u0080\u00ff",
};

for (const [description, query] of Object.entries(queries)) {
  test(`${description} in the query is forwarded as it is`, () => {
    expect(locationOf(query)).toBe(`${target}${query}`);
  });
}

test("a query beside a link token is forwarded as it is", () => {
  const query = `?code=4%2F0A'+b&state=${linkToken(baseOf(scope))}&scope=a%20b`;

  expect(locationOf(query)).toBe(`${target}${query}`);
});

test("a query with an encoded link token and an encoded key is forwarded as it is", () => {
  const query = `?st%61te=${linkToken(baseOf(scope)).replaceAll(".", "%2E")}`;

  expect(locationOf(query)).toBe(`${target}${query}`);
});

test("the query of a Request is forwarded as the Request has it", () => {
  const request = new Request("https://example.com/google_health?a='+%27%2f%zz&b=ü");

  const response = callback(request);

  expect(response.headers.get("location")).toBe(`${target}${request.url.slice(request.url.indexOf("?"))}`);
});

for (const [description, query] of Object.entries({
  "a line break": "?a=1\r\nset-cookie: a=1",
  "a line feed": "?a=1\nb",
  "a null": "?a=\0b",
  "a character beyond a byte": "?a=\u20ac",
})) {
  test(`${description} in the query, which no request contains, is a 400`, () => {
    const response = callback({ url: `/google_health${query}` });

    expect(response.status).toBe(400);
    expect([...response.headers.keys()].sort()).toEqual(["cache-control", "referrer-policy"]);
  });
}

// `Headers` strips these characters from the ends of values.
for (const [description, query] of Object.entries({
  "a space": "?a=1 ",
  "a tab": "?a=1\t",
  "a line feed": "?a=1\n",
  "a carriage return": "?a=1\r",
  "a space alone": "? ",
})) {
  test(`${description} at the end of the query is not removed`, () => {
    const response = callback({ url: `/google_health${query}` });

    const location = response.headers.get("location");
    expect(location ?? response.status).toBeOneOf([`${target}${query}`, 400]);
  });
}

const seed = 1;
const particles = [
  "%",
  "%27",
  "'",
  "+",
  "%3D",
  "%2F",
  "&",
  "=",
  "?",
  "state=",
  "code=",
  "..",
  ".",
  "/",
  "\\",
];
const hash = 0x23;

/** A query of bytes within limits, as Latin-1, with more of those characters that a URL parser would change. */
function queryOf(random: ReturnType<typeof randomOf>, lowest: number, highest: number): string {
  const byte = (): string => {
    const code = lowest + random.below(highest - lowest + 1);
    return code === hash || code === 0x7f ? "%7F" : String.fromCharCode(code);
  };
  return `?${random.several(40, () => (random.below(2) ? byte() : random.pick(particles))).join("")}`;
}

test("the bytes of any query are forwarded", () => {
  const random = randomOf(seed);
  const changed: unknown[] = [];

  for (let index = 0; index < 5000; index++) {
    // From the first character that a request may contain, since a space would end its target.
    const query = queryOf(random, 0x21, 0xff);
    const location = locationOf(query);
    if (location !== `${target}${query}`) changed.push({ index, query, location });
  }

  expect(changed, `seed ${seed}`).toEqual([]);
});

test("of any text in a query, either every byte before a fragment is forwarded, or none", () => {
  const random = randomOf(seed);
  const changed: unknown[] = [];
  const character = () => String.fromCharCode(random.below(random.pick([0x23, 0x30, 0x80, 0x110])));
  const text = () => random.several(8, character).join("");

  for (let index = 0; index < 5000; index++) {
    // Characters at the end that `Headers` strips have tests of their own.
    const query = `?${text().replaceAll("#", "")}x`;
    const { status, headers } = callback({ url: `/google_health${query}#${text()}` });
    const location = headers.get("location");
    if (status === 307 ? location !== `${target}${query}` : status !== 400) changed.push({ query, location });
  }

  expect(changed, `seed ${seed}`).toEqual([]);
});

for (const [description, listener] of Object.entries({
  toNodeHandler: toNodeHandler(callback),
  "toNodeHandler, mounted as in Express": toNodeHandler((request, { req }) =>
    callback(request, { req: { url: "/", originalUrl: req.url } }),
  ),
})) {
  test(`the bytes of any query that node:http receives leave it with ${description}`, async () => {
    const random = randomOf(seed);
    const { send } = await listening(listener);
    const queries = Array.from({ length: 300 }, () => queryOf(random, 0x21, 0x7e));
    const requests = queries.map(
      (query) => `GET /google_health${query} HTTP/1.1\r\nHost: example.com\r\n\r\n`,
    );

    const received = await send(
      `${requests.join("")}GET / HTTP/1.1\r\nHost: example.com\r\nConnection: close\r\n\r\n`,
    );

    const locations = [...received.matchAll(/\r\nlocation: ([^\r\n]*)/g)].map(([, location]) => location);
    expect(locations, `seed ${seed}`).toEqual(queries.map((query) => `${target}${query}`));
  });
}

// Node refuses targets with such bytes over HTTP/1, and accepts them over HTTP/2.
test("bytes beyond ASCII that node:http2 receives leave it as they are", async () => {
  const random = randomOf(seed);
  const { send } = await listeningHttp2(toNodeHandler(callback));
  const queries = Array.from({ length: 200 }, () => queryOf(random, 0x21, 0xff));

  const responses = await Promise.all(queries.map((query) => send({ ":path": `/google_health${query}` })));

  const locations = responses.map(({ headers }) => headers.location);
  expect(locations, `seed ${seed}`).toEqual(queries.map((query) => `${target}${query}`));
});

// The target and the host of a request become its URL, or a 400 if no Request can have them.

import { toNodeHandler } from "junction-credentials/callback";
import { expect, test } from "vitest";
import { answerTo, echoUrl, head, listening, listeningHttp2, parsed } from "./node-handler-server.js";

test("the originalUrl of Express is used instead of its url", async () => {
  const node = toNodeHandler(echoUrl as unknown as (request: Request) => Response);
  const { send } = await listening((req, res) => {
    const originalUrl = req.url;
    req.url = "/";
    void node(Object.assign(req, { originalUrl }), res);
  });

  expect(parsed(await send(head("GET /mounted/a?b=1", "Host: example.com"))).body).toBe(
    "http://example.com/mounted/a?b=1",
  );
});

test("an encrypted connection has a URL of https, and X-Forwarded-Proto is not believed", async () => {
  const node = toNodeHandler(echoUrl);
  const { send } = await listening((req, res) => {
    if (req.url === "/encrypted") Object.assign(req.socket, { encrypted: true });
    void node(req, res);
  });
  const header = ["Host: example.com", "X-Forwarded-Proto: https", "X-Forwarded-Host: evil.example"];

  expect(parsed(await send(head("GET /encrypted", "Host: example.com"))).body).toBe(
    "https://example.com/encrypted",
  );
  expect(parsed(await send(head("GET /plain", ...header))).body).toBe("http://example.com/plain");
});

// Targets, hosts and methods that no Request can have

for (const line of [
  "OPTIONS *",
  "GET *",
  "GET http://example.com/a",
  "GET https://evil.example/a",
  "GET http:/a",
  "GET ?a=1",
  "GET a",
  "GET @evil.example/a",
  "GET .evil.example/a",
  "GET :80/a",
  "TRACE /a",
]) {
  test(`${line} is a 400 without calling the handler or next`, async () => {
    const calls: unknown[] = [];
    const node = toNodeHandler((request) => {
      calls.push(request.url);
      return null;
    });
    const { send } = await listening((req, res) => void node(req, res, () => void calls.push("next")));

    const { status, body } = parsed(await send(head(line, "Host: example.com")));

    expect([status, body]).toEqual([400, ""]);
    expect(calls).toEqual([]);
  });
}

for (const [target, expected] of Object.entries({
  "//evil.example/a": "http://example.com//evil.example/a",
  "//": "http://example.com//",
  "///": "http://example.com///",
  "/\\evil.example": "http://example.com//evil.example",
  "/@evil.example": "http://example.com/@evil.example",
  "/:80": "http://example.com/:80",
  "/../../a": "http://example.com/a",
  "//[": "http://example.com//[",
  "/%": "http://example.com/%",
  "/a#b": "http://example.com/a#b",
})) {
  test(`the target ${target} is a path of the host`, async () => {
    const { status, body } = await answerTo(head(`GET ${target}`, "Host: example.com"), echoUrl);

    expect([status, body]).toEqual([200, expected]);
  });
}

for (const host of [
  "a b",
  "evil@host",
  "user:password@host",
  "@host",
  "host/path",
  "host/",
  "/host",
  "//host",
  "\\host",
  "host\\",
  "host\\path",
  "host?a",
  "host?",
  "host#a",
  "host#",
  "ho\tst",
  "host:99999",
  "host:a",
  "http://host",
  "[::1",
  "1.2.3.4.5",
  "<host>",
  "%",
  "%2f",
  "h\u00f6st\u0080",
]) {
  test(`the Host ${JSON.stringify(host)} is no host, and a 400`, async () => {
    const { status, body } = await answerTo(head("GET /a", `Host: ${host}`), echoUrl);

    expect([status, body]).toEqual([400, ""]);
  });
}

for (const [host, expected] of Object.entries({
  "example.com": "http://example.com/a",
  "example.com:80": "http://example.com/a",
  "example.com:8080": "http://example.com:8080/a",
  "EXAMPLE.com": "http://example.com/a",
  "127.0.0.1:3000": "http://127.0.0.1:3000/a",
  "[::1]:3000": "http://[::1]:3000/a",
  under_score: "http://under_score/a",
})) {
  test(`the Host ${host} is that of the URL`, async () => {
    expect((await answerTo(head("GET /a", `Host: ${host}`), echoUrl)).body).toBe(expected);
  });
}

test("a request without a Host has a URL of localhost", async () => {
  expect((await answerTo(head("GET /a"), echoUrl)).body).toBe("http://localhost/a");
  expect((await answerTo("GET /a HTTP/1.0\r\n\r\n", echoUrl)).body).toBe("http://localhost/a");
});

test("an empty Host does not crash", async () => {
  expect((await answerTo(head("GET /a", "Host: "), echoUrl)).status).toBeOneOf([200, 400]);
});

// HTTP/2

// https://www.rfc-editor.org/rfc/rfc9113#section-8.3.1: the Host of HTTP/2 must not be used if there is an authority.
test("the authority of HTTP/2 is that of the URL, whatever Host says", async () => {
  const { send } = await listeningHttp2(
    toNodeHandler(({ url, headers }) => new Response(`${url} ${headers.get("host")}`)),
  );

  const { body } = await send({ ":path": "/a", ":authority": "example.com", host: "evil.example" });

  expect(body).toBe("http://example.com/a example.com");
});

for (const headers of [
  { ":path": "*", ":method": "OPTIONS" },
  { ":path": "/a", ":method": "TRACE" },
  { ":path": "/a", ":authority": "a,b" },
]) {
  test(`the request of HTTP/2 ${JSON.stringify(headers)} is a 400`, async () => {
    const { send } = await listeningHttp2(toNodeHandler(({ url }) => new Response(url)));

    expect((await send(headers)).headers).toMatchObject({ ":status": 400 });
  });
}

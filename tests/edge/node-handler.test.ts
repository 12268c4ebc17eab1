// A request of Node becomes a Request, a Response is sent by Node, and null leaves the request to the next handler.

import type { IncomingMessage, ServerResponse } from "node:http";
import { type NodeContext, type NodeRequest, toNodeHandler } from "junction-credentials/callback";
import { expect, test } from "vitest";
import { pause } from "../faults/clock.js";
import {
  answerTo,
  echoBody,
  echoUrl,
  get,
  type Handler,
  head,
  listening,
  listeningHttp2,
  parsed,
} from "./node-handler-server.js";

type Context = NodeContext<IncomingMessage, ServerResponse>;

/** A request with a body in UTF-8. */
function post(body: string, ...headers: readonly string[]): string {
  const bytes = Buffer.from(body).toString("latin1");
  return `${head("POST /a", "Host: example.com", `Content-Length: ${bytes.length}`, ...headers)}${bytes}`;
}

/** Reads a body as the next handler would. */
async function bodyOf(req: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of req) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

// Requests and responses

test("a Request has the method, the URL and the headers of the request of Node", async () => {
  const handler: Handler = ({ method, url, headers }) =>
    Response.json({ method, url, accept: headers.get("accept"), own: headers.get("x-own") });

  const { status, body } = await answerTo(
    head(
      "DELETE /a/b?c=1&d=%27",
      "Host: example.com:8080",
      "Accept: a/b",
      "Accept: c/d",
      "X-Own: J\u00fcrgen",
    ),
    handler,
  );

  expect(status).toBe(200);
  expect(JSON.parse(Buffer.from(body, "latin1").toString())).toEqual({
    method: "DELETE",
    url: "http://example.com:8080/a/b?c=1&d=%27",
    accept: "a/b, c/d",
    own: "J\u00fcrgen",
  });
});

test("the context has the request and the response of Node", async () => {
  const contexts: Context[] = [];
  const pairs: unknown[] = [];
  const handler = toNodeHandler<IncomingMessage, ServerResponse>((_, context) => {
    contexts.push(context);
    return new Response();
  });
  const { send } = await listening((req, res) => {
    pairs.push(req, res);
    void handler(req, res);
  });

  await send(get);

  expect(contexts).toHaveLength(1);
  expect([contexts[0]?.req, contexts[0]?.res].map((one, index) => one === pairs[index])).toEqual([
    true,
    true,
  ]);
});

test("the response has the status, the headers and the bytes of the Response", async () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte);

  const { status, all, body } = await answerTo(
    get,
    async () => new Response(bytes, { status: 418, headers: { "x-own": "1", "content-type": "a/b" } }),
  );

  expect(status).toBe(418);
  expect(all("x-own")).toEqual(["1"]);
  expect(all("content-type")).toEqual(["a/b"]);
  expect(body).toBe(Buffer.from(bytes).toString("latin1"));
});

test("each set-cookie is a header of its own", async () => {
  const response = new Response();
  response.headers.append("set-cookie", "a=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT");
  response.headers.append("set-cookie", "b=2");
  response.headers.append("vary", "a");
  response.headers.append("vary", "b");

  const { all } = await answerTo(get, () => response);

  expect(all("set-cookie")).toEqual(["a=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT", "b=2"]);
  expect(all("vary")).toEqual(["a, b"]);
});

for (const status of [204, 304, 307]) {
  test(`a Response without a body and with status ${status} is sent`, async () => {
    const response = await answerTo(get, () => new Response(null, { status, headers: { location: "/x" } }));

    expect(response.status).toBe(status);
    expect(response.all("location")).toEqual(["/x"]);
    expect(response.body).toBe("");
  });
}

test("a HEAD is answered without the body", async () => {
  const { status, body } = await answerTo(
    head("HEAD /a", "Host: example.com"),
    ({ method }) => new Response(method),
  );

  expect(status).toBe(200);
  expect(body).toBe("");
});

test("several requests on one connection are answered in their order", async () => {
  const { send } = await listening(toNodeHandler(echoBody));
  const first = "POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\none";

  const received = await send(first + post("two"));

  expect(received.match(/one|two/g)).toEqual(["one", "two"]);
});

// Null

test("null is a 404 without next", async () => {
  const { status, body, all } = await answerTo(get, () => null);

  expect(status).toBe(404);
  expect(body).toBe("");
  expect(all("content-type")).toEqual([]);
});

for (const [description, handler] of Object.entries<Handler>({
  null: () => null,
  "a promise of null": async () => null,
})) {
  test(`${description} calls next once, without an argument, and sends nothing`, async () => {
    const calls: unknown[][] = [];
    const node = toNodeHandler(handler);
    const { send } = await listening((req, res) => {
      void node(req, res, (...given: unknown[]) => {
        calls.push(given);
        expect(res.headersSent).toBe(false);
        res.end("from next");
      });
    });

    const { status, body } = parsed(await send(get));

    expect([status, body]).toEqual([200, "from next"]);
    expect(calls).toEqual([[]]);
  });
}

test("a Response does not call next", async () => {
  const calls: unknown[][] = [];
  const node = toNodeHandler(echoUrl);
  const { send } = await listening((req, res) => void node(req, res, (...given) => void calls.push(given)));

  const { body } = parsed(await send(get));

  expect(body).toBe("http://example.com/a?b=1");
  expect(calls).toEqual([]);
});

for (const [description, body] of Object.entries({
  "a small body": "a body",
  "a body in many chunks": "0123456789".repeat(50_000),
})) {
  for (const [when, handler] of Object.entries<Handler>({
    null: () => null,
    "null after a while": async () => {
      await pause(20);
      return null;
    },
    "null, having looked at the body without reading it": ({ body }) => (body ? null : new Response("none")),
  })) {
    test(`${description} is intact for the next handler after ${when}`, async () => {
      const node = toNodeHandler(handler);
      const { send } = await listening((req, res) => {
        void node(req, res, async () => res.end(await bodyOf(req)));
      });

      const response = parsed(await send(post(body)));

      expect(response.body === body).toBe(true);
    });
  }
}

// Bodies

for (const [description, body] of Object.entries({
  "an empty body": "",
  "a body": "Jürgen",
  "a body in many chunks": "0123456789".repeat(50_000),
})) {
  test(`${description} is read from the request`, async () => {
    const response = await answerTo(post(body), echoBody);

    expect(Buffer.from(response.body, "latin1").toString() === body).toBe(true);
  });
}

test("a body in chunked encoding is read from the request", async () => {
  const request = head("POST /a", "Host: example.com", "Transfer-Encoding: chunked");

  const { body } = await answerTo(`${request}3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n`, echoBody);

  expect(body).toBe("abcde");
});

test("the body of a GET is not read", async () => {
  const request = head("GET /a", "Host: example.com", "Content-Length: 3");

  const { status, body } = await answerTo(`${request}abc`, (request) => new Response(String(request.body)));

  expect([status, body]).toEqual([200, "null"]);
});

/** What a handler reads if a parser has read the body before. */
async function parsedBody(body: unknown): Promise<string> {
  const node = toNodeHandler(echoBody as unknown as (request: Request) => Promise<Response>);
  const { send } = await listening(async (req, res) => {
    await bodyOf(req);
    await node(Object.assign(req, { body }) satisfies NodeRequest, res);
  });
  return parsed(await send(post("as it was sent", "Content-Type: application/json"))).body;
}

for (const [description, body, expected] of [
  ["a text", "a text", "a text"],
  ["an empty text", "", ""],
  ["a Buffer", Buffer.from([0x61, 0xff, 0x00]), "a\u00ef\u00bf\u00bd\0"],
  ["an empty Buffer", Buffer.alloc(0), ""],
  ["an object", { a: [1, null, "x"] }, '{"a":[1,null,"x"]}'],
  ["an array", [1, 2], "[1,2]"],
  ["null", null, "null"],
  ["false", false, "false"],
  ["zero", 0, "0"],
] as const) {
  test(`a body that a parser has read is taken from req.body: ${description}`, async () => {
    expect(await parsedBody(body)).toBe(expected);
  });
}

test("a handler that reads no body leaves that of a parser alone", async () => {
  const parsedBefore = { a: 1 };
  const node = toNodeHandler(() => null);
  let after: unknown;
  const { send } = await listening((req, res) => {
    const request = Object.assign(req, { body: parsedBefore });
    void node(request, res, () => {
      after = request.body;
      res.end();
    });
  });

  await send(post('{"a":1}'));

  expect(after).toBe(parsedBefore);
  expect(after).toEqual({ a: 1 });
});

// HTTP/2

test("a request of HTTP/2 has a URL, and no pseudo headers", async () => {
  const { send, origin } = await listeningHttp2(
    toNodeHandler(async (request) =>
      Response.json({
        method: request.method,
        url: request.url,
        headers: Object.fromEntries(request.headers),
        body: await request.text(),
      }),
    ),
  );

  const { headers, body } = await send({ ":method": "POST", ":path": "/a?b='", "x-own": "1" }, "Jürgen");

  expect(headers).toMatchObject({ ":status": 200, "content-type": "application/json" });
  expect(JSON.parse(body)).toEqual({
    method: "POST",
    url: `${origin}/a?b=%27`,
    headers: { host: new URL(origin).host, "x-own": "1" },
    body: "Jürgen",
  });
});

test("the responses of HTTP/2 keep each set-cookie", async () => {
  const { send } = await listeningHttp2(
    toNodeHandler(() => {
      const response = new Response(null);
      response.headers.append("set-cookie", "a=1");
      response.headers.append("set-cookie", "b=2");
      return response;
    }),
  );

  expect((await send({ ":path": "/" })).headers).toMatchObject({ "set-cookie": ["a=1", "b=2"] });
});

test("null is a 404, and an error a 500, in HTTP/2 as well", async () => {
  const { send } = await listeningHttp2(
    toNodeHandler(({ url }) => {
      if (url.endsWith("/null")) return null;
      throw new Error("from the handler");
    }),
  );

  expect((await send({ ":path": "/null" })).headers).toMatchObject({ ":status": 404 });
  expect((await send({ ":path": "/error" })).headers).toMatchObject({ ":status": 500 });
});

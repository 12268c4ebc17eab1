// toNodeHandler in servers of Node, and with the requests of Express.

import { once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { type NodeContext, type NodeRequest, toNodeHandler } from "junction-credentials/callback";
import { expect, test } from "vitest";
import { pause } from "../faults/clock.js";
import { head, listening, listeningHttp2, parsed, type RawResponse } from "./node-handler-server.js";

type Handler = Parameters<typeof toNodeHandler<IncomingMessage, ServerResponse>>[0];
type Context = NodeContext<IncomingMessage, ServerResponse>;

/** The response to one request. */
async function answerTo(request: string, handler: Handler): Promise<RawResponse> {
  const { send } = await listening(toNodeHandler(handler), { requireHostHeader: false });
  return parsed(await send(request));
}

/** A request with a body in UTF-8. */
function post(body: string, ...headers: readonly string[]): string {
  const bytes = Buffer.from(body).toString("latin1");
  return `${head("POST /a", "Host: example.com", `Content-Length: ${bytes.length}`, ...headers)}${bytes}`;
}

const get = head("GET /a?b=1", "Host: example.com");
const url: Handler = (request) => new Response(request.url);
const text: Handler = async (request) => new Response(await request.text());

/** Reads a body as the next handler would. */
async function bodyOf(req: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of req) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

/** Errors that end a process of Node, until the end of a test. */
function fatalErrors(): { readonly errors: readonly unknown[]; stop(): void } {
  const errors: unknown[] = [];
  const note = (error: unknown) => errors.push(error);
  const events = ["uncaughtException", "unhandledRejection"];
  for (const event of events) process.on(event, note);
  return {
    errors,
    stop: () => {
      for (const event of events) process.off(event, note);
    },
  };
}

/** `Promise.withResolvers`, which Node 20 does not have. */
function deferred<Value>(): {
  readonly promise: Promise<Value>;
  resolve(value: Value | Promise<Value>): void;
} {
  let resolve: (value: Value | Promise<Value>) => void = () => {};
  const promise = new Promise<Value>((done) => {
    resolve = done;
  });
  return { promise, resolve: (value) => resolve(value) };
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
  const { send } = await listening(toNodeHandler(text));
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
  const node = toNodeHandler(url);
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
    const response = await answerTo(post(body), text);

    expect(Buffer.from(response.body, "latin1").toString() === body).toBe(true);
  });
}

test("a body in chunked encoding is read from the request", async () => {
  const request = head("POST /a", "Host: example.com", "Transfer-Encoding: chunked");

  const { body } = await answerTo(`${request}3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n`, text);

  expect(body).toBe("abcde");
});

test("the body of a GET is not read", async () => {
  const request = head("GET /a", "Host: example.com", "Content-Length: 3");

  const { status, body } = await answerTo(`${request}abc`, (request) => new Response(String(request.body)));

  expect([status, body]).toEqual([200, "null"]);
});

/** What a handler reads if a parser has read the body before. */
async function parsedBody(body: unknown): Promise<string> {
  const node = toNodeHandler(text as unknown as (request: Request) => Promise<Response>);
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

test("the originalUrl of Express is used instead of its url", async () => {
  const node = toNodeHandler(url as unknown as (request: Request) => Response);
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
  const node = toNodeHandler(url);
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
    const { status, body } = await answerTo(head(`GET ${target}`, "Host: example.com"), url);

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
    const { status, body } = await answerTo(head("GET /a", `Host: ${host}`), url);

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
    expect((await answerTo(head("GET /a", `Host: ${host}`), url)).body).toBe(expected);
  });
}

test("a request without a Host has a URL of localhost", async () => {
  expect((await answerTo(head("GET /a"), url)).body).toBe("http://localhost/a");
  expect((await answerTo("GET /a HTTP/1.0\r\n\r\n", url)).body).toBe("http://localhost/a");
});

test("an empty Host does not crash", async () => {
  expect((await answerTo(head("GET /a", "Host: "), url)).status).toBeOneOf([200, 400]);
});

// Errors

const failures: Readonly<Record<string, Handler>> = {
  throws: () => {
    throw new Error("from the handler");
  },
  rejects: () => Promise.reject(new Error("from the handler")),
};

for (const [description, handler] of Object.entries(failures)) {
  test(`a handler that ${description} is a 500 without next, and without the error's text`, async () => {
    const { status, body } = await answerTo(get, handler);

    expect([status, body]).toEqual([500, ""]);
  });

  test(`a handler that ${description} calls next once with its error`, async () => {
    const calls: unknown[][] = [];
    const node = toNodeHandler(handler);
    const { send } = await listening((req, res) => {
      void node(req, res, (...given: unknown[]) => {
        calls.push(given);
        res.writeHead(503).end();
      });
    });

    const { status } = parsed(await send(get));

    expect(status).toBe(503);
    expect(calls).toEqual([[new Error("from the handler")]]);
  });
}

for (const [description, response] of Object.entries<() => Response>({
  "whose body was read before": () => {
    const used = new Response("a");
    void used.text();
    return used;
  },
  "whose body fails": () =>
    new Response(
      new ReadableStream({
        pull(controller) {
          controller.error(new Error("from the body"));
        },
      }),
    ),
  "of a network error": () => Response.error(),
  "with a header that Node refuses": () => new Response(null, { headers: { "x-own": "\x01" } }),
})) {
  test(`a Response ${description} is a 500`, async () => {
    expect((await answerTo(get, response)).status).toBe(500);
  });
}

for (const [description, respond] of Object.entries<Handler>({
  "sent a response and returns another": (_, { res }) => {
    res.end("own");
    return new Response("another");
  },
  "sent a response and returns an empty one": (_, { res }) => {
    res.end("own");
    return new Response(null);
  },
  "sent a response and returns null": (_, { res }) => {
    res.end("own");
    return null;
  },
  "sent a response and throws": (_, { res }) => {
    res.end("own");
    throw new Error("from the handler");
  },
  "sent a response and rejects a while later": async (_, { res }) => {
    res.end("own");
    await once(res, "finish");
    await pause(5);
    throw new Error("from the handler");
  },
  "wrote half a response and returns another": (_, { res }) => {
    res.write("own");
    return new Response("another");
  },
  "sent headers and returns null": (_, { res }) => {
    res.writeHead(200, { "x-own": "own" }).flushHeaders();
    return null;
  },
})) {
  test(`a handler that ${description} does not crash the process`, async () => {
    const fatal = fatalErrors();
    let first = true;
    const { send } = await listening(
      toNodeHandler<IncomingMessage, ServerResponse>((request, context) => {
        if (!first) return new Response("the next request");
        first = false;
        return respond(request, context);
      }),
    );

    const own = await send(get);
    const next = parsed(await send(get));
    await pause(5);
    fatal.stop();

    expect(own).toContain("own");
    expect(own).not.toContain("another");
    expect(next.body).toBe("the next request");
    expect(fatal.errors).toEqual([]);
  });
}

test("half a response by a handler that throws is cut off, so that it does not look complete", async () => {
  const fatal = fatalErrors();
  const { send } = await listening(
    toNodeHandler<IncomingMessage, ServerResponse>(async (_, { res }) => {
      res.write("own");
      await pause(20);
      throw new Error("from the handler");
    }),
  );

  const own = await send(get);
  fatal.stop();

  expect(own).toContain("own");
  expect(own).not.toMatch(/0\r\n\r\n$/);
  expect(fatal.errors).toEqual([]);
});

test("a handler that throws after a response of its own that cannot be ended does not reject", async () => {
  const handled = deferred<unknown>();
  const node = toNodeHandler<IncomingMessage, ServerResponse>((_, { res }) => {
    // Then Node refuses to end a response that is shorter than it said.
    res.strictContentLength = true;
    res.writeHead(200, { "content-length": 10 });
    throw new Error("from the handler");
  });
  const { send } = await listening((req, res) => {
    const done = node(req, res).finally(() => res.destroy());
    handled.resolve(done);
  });

  await send(get);

  await expect(handled.promise).resolves.toBeUndefined();
});

test("a handler that destroys the connection and throws does not crash the process", async () => {
  const fatal = fatalErrors();

  const { send } = await listening(
    toNodeHandler<IncomingMessage, ServerResponse>((_, { res }) => {
      res.destroy();
      throw new Error("from the handler");
    }),
  );
  const received = await send(get);
  await pause(5);
  fatal.stop();

  expect(received).toBe("");
  expect(fatal.errors).toEqual([]);
});

test("a client that leaves while the handler reads its body does not crash the process", async () => {
  const fatal = fatalErrors();
  const handled = deferred<unknown>();
  const node = toNodeHandler(text);
  const { open } = await listening((req, res) => handled.resolve(node(req, res)));

  const socket = open();
  socket.write("POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc");
  await pause(20);
  socket.destroy();

  await expect(handled.promise).resolves.toBeUndefined();
  await pause(5);
  fatal.stop();
  expect(fatal.errors).toEqual([]);
});

// The signal

/** A handler that waits, and the signal that it received. */
async function waiting(keep: (request: Request) => unknown, line = "GET /a") {
  const begun = deferred<unknown>();
  const aborted = deferred<boolean>();
  const handler: Handler = (request) => {
    request.signal.addEventListener("abort", () => aborted.resolve(true));
    begun.resolve(keep(request));
    return new Promise(() => {});
  };
  const { open } = await listening(toNodeHandler(handler));
  const socket = open();
  socket.write(`${line} HTTP/1.1\r\nHost: a\r\n\r\n`);
  const kept = await begun.promise;
  const within = (ms: number) => Promise.race([aborted.promise, pause(ms).then(() => false)]);
  return { socket, kept, within };
}

for (const line of ["GET /a", "POST /a"]) {
  test(`the signal of a ${line.split(" ")[0]} is aborted when the client disconnects, and not before`, async () => {
    const { socket, kept, within } = await waiting((request) => request, line);

    const before = await within(20);
    socket.destroy();

    expect(before).toBe(false);
    expect(await within(4000)).toBe(true);
    expect((kept as Request).signal.aborted).toBe(true);
  });
}

// In Node, the signal of a Request that was collected follows no other: the Request must be kept until the end.
test("the signal is aborted even if the handler keeps nothing else of the request", async () => {
  setFlagsFromString("--expose-gc");
  const collectGarbage = runInNewContext("gc") as () => void;
  const { socket, kept, within } = await waiting((request) => request.signal);

  for (let round = 0; round < 5; round++) {
    collectGarbage();
    await pause(2);
  }
  socket.destroy();

  expect(await within(4000)).toBe(true);
  expect((kept as AbortSignal).aborted).toBe(true);
});

for (const [description, handler] of Object.entries<Handler>({
  "a Response": () => new Response("a".repeat(100_000)),
  "a Response without a body": () => new Response(null, { status: 204 }),
  null: () => null,
  "an error": failures.throws as Handler,
})) {
  test(`the signal is not aborted after ${description}, when the connection is closed`, async () => {
    const signals: AbortSignal[] = [];
    const closed = deferred<void>();
    const node = toNodeHandler<IncomingMessage, ServerResponse>((request, context) => {
      signals.push(request.signal);
      return handler(request, context);
    });
    const { send } = await listening((req, res) => {
      res.on("close", closed.resolve);
      void node(req, res);
    });

    await send(get);
    await closed.promise;
    await pause(5);

    expect(signals.map(({ aborted }) => aborted)).toEqual([false]);
  });
}

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
    headers: { "x-own": "1" },
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

// https://www.rfc-editor.org/rfc/rfc9113#section-8.3.1: the Host of HTTP/2 must not be used if there is an authority.
test("the authority of HTTP/2 is that of the URL, whatever Host says", async () => {
  const { send } = await listeningHttp2(toNodeHandler((request) => new Response(request.url)));

  const { body } = await send({ ":path": "/a", ":authority": "example.com", host: "evil.example" });

  expect(body).toBe("http://example.com/a");
});

for (const headers of [
  { ":path": "*", ":method": "OPTIONS" },
  { ":path": "/a", ":method": "TRACE" },
  { ":path": "/a", ":authority": "user@example.com" },
]) {
  test(`the request of HTTP/2 ${JSON.stringify(headers)} is a 400`, async () => {
    const { send } = await listeningHttp2(toNodeHandler((request) => new Response(request.url)));

    expect((await send(headers)).headers).toMatchObject({ ":status": 400 });
  });
}

test("the signal of HTTP/2 is not aborted after a Response", async () => {
  const signals: AbortSignal[] = [];
  const { send } = await listeningHttp2(
    toNodeHandler(({ signal }) => {
      signals.push(signal);
      return new Response("a");
    }),
  );

  await send({ ":path": "/" });
  await pause(5);

  expect(signals.map(({ aborted }) => aborted)).toEqual([false]);
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

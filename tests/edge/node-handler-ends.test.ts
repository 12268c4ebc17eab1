// Errors of handlers and clients that disconnect end a request, and never the process.

import { once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { toNodeHandler } from "junction-credentials/callback";
import { expect, test } from "vitest";
import { pause } from "../faults/clock.js";
import {
  answerTo,
  echoBody,
  get,
  type Handler,
  listening,
  listeningHttp2,
  parsed,
} from "./node-handler-server.js";

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
  const node = toNodeHandler(echoBody);
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

test("the signal of a client that disconnected while an earlier handler was at work is aborted", async () => {
  const seen = deferred<boolean>();
  const node = toNodeHandler<IncomingMessage, ServerResponse>(({ signal }) => {
    seen.resolve(signal.aborted);
    return null;
  });
  const { open } = await listening(async (req, res) => {
    await once(res, "close");
    await node(req, res);
  });

  const socket = open();
  socket.write("GET /a HTTP/1.1\r\nHost: a\r\n\r\n");
  await pause(20);
  socket.destroy();

  expect(await seen.promise).toBe(true);
});

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

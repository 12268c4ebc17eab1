// A server on a real socket that handles each request as a test specifies, and records it.

import { createServer, type Socket } from "node:net";
import { setTimeout } from "node:timers";
import { gzipSync } from "node:zlib";
import { afterAll } from "vitest";
import { pause } from "./clock.js";

/** A request as it was received. */
export interface ReceivedRequest {
  readonly method: string;
  /** The path and the query. */
  readonly target: string;
  /** By name in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
  /** The whole request as it was received. */
  readonly text: string;
  /** The time of receipt, in milliseconds of `performance.now`. */
  readonly at: number;
}

/** Handles a request: writes to the socket, breaks it, or does nothing. */
export type Fate = (socket: Socket, request: ReceivedRequest) => void;

/** The fate of each request in order. The last one is used for all further requests. */
export type Script = readonly [Fate, ...Fate[]];

export interface FaultyServer {
  /** The origin of the server, without a trailing slash. */
  readonly url: string;
  /** Every request so far, in the order of arrival. */
  readonly requests: readonly ReceivedRequest[];
  /**
   * The number of open connections on which a request arrived. undici opens another connection after an aborted
   * request, and closes it after some seconds without using it.
   */
  readonly openSockets: number;
  /** The number of connections so far. */
  readonly connections: number;
  /** The number of bytes that were sent to connections that are now closed. */
  readonly bytesSent: number;
  /** Changes how the following requests are handled. */
  follow(...script: Script): void;
  /** Waits until this number of requests has arrived. */
  received(count: number): Promise<void>;
  /** Waits until no connection is open on which a request arrived. */
  closed(): Promise<void>;
  /** Stops listening. */
  stop(): Promise<void>;
}

const running = new Set<() => void>();
afterAll(() => {
  for (const stop of running) stop();
});

/** Starts a server that is stopped after the last test of the file. */
export async function faulty(...script: Script): Promise<FaultyServer> {
  const requests: ReceivedRequest[] = [];
  const sockets = new Set<Socket>();
  const used = new Set<Socket>();
  let fates: Fate[] = [...script];
  let connections = 0;
  let bytesSent = 0;

  const server = createServer((socket) => {
    connections += 1;
    sockets.add(socket);
    // The server ignores errors that the client's end of a connection causes.
    socket.on("error", () => {});
    socket.on("close", () => {
      sockets.delete(socket);
      used.delete(socket);
      bytesSent += socket.bytesWritten;
    });
    receive(socket, (request) => {
      requests.push(request);
      used.add(socket);
      const fate = fates.length > 1 ? fates.shift() : fates[0];
      fate?.(socket, request);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  running.add(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;

  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    get openSockets() {
      return used.size;
    },
    get connections() {
      return connections;
    },
    get bytesSent() {
      return bytesSent;
    },
    follow: (...script) => {
      fates = [...script];
    },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
    received: async (count) => {
      while (requests.length < count) await pause(5);
    },
    closed: async () => {
      while (used.size > 0) await pause(5);
    },
  };
}

/** Parses requests, several of which may arrive on the same connection. */
function receive(socket: Socket, take: (request: ReceivedRequest) => void): void {
  let text = "";
  socket.setEncoding("latin1");
  socket.on("data", (piece: string) => {
    text += piece;
    for (;;) {
      const end = text.indexOf("\r\n\r\n");
      if (end < 0) return;
      const [line = "", ...lines] = text.slice(0, end).split("\r\n");
      const headers = new Map(lines.map(pairOf));
      const length = end + 4 + Number(headers.get("content-length") ?? 0);
      if (text.length < length) return;
      const [method = "", target = ""] = line.split(" ");
      const body = Buffer.from(text.slice(end + 4, length), "latin1").toString();
      take({ method, target, headers, body, text: text.slice(0, length), at: performance.now() });
      text = text.slice(length);
    }
  });
}

function pairOf(line: string): [string, string] {
  const colon = line.indexOf(":");
  return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
}

type Headers = Readonly<Record<string, string | number>>;

function head(status: number, headers: Headers): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} Whatever\r\n${lines.join("")}\r\n`;
}

const jsonType = { "content-type": "application/json" };
const closing = { ...jsonType, connection: "close" };

function bytesOf(body: unknown): Buffer {
  if (Buffer.isBuffer(body)) return body;
  return Buffer.from(typeof body === "string" ? body : JSON.stringify(body));
}

function chunk(bytes: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from("\r\n")]);
}

/** Sends a complete response, and closes the connection. A body that is neither text nor bytes is written as JSON. */
export function answer(body: unknown, status = 200, headers: Headers = {}): Fate {
  return (socket) => {
    const bytes = bytesOf(body);
    socket.write(head(status, { ...closing, "content-length": bytes.length, ...headers }));
    socket.end(bytes);
  };
}

/** Sends a complete response, and keeps the connection open for the next request. */
export function answerAndStay(body: unknown): Fate {
  return (socket) => {
    const bytes = bytesOf(body);
    socket.write(head(200, { ...jsonType, "content-length": bytes.length }));
    socket.write(bytes);
  };
}

/** Sends a response that depends on the request. */
export function answerBy(answerTo: (request: ReceivedRequest) => unknown): Fate {
  return (socket, request) => answer(answerTo(request))(socket, request);
}

/** Responds with a status that means failure. */
export function status(code: number, headers: Headers = {}): Fate {
  return answer({ detail: "as it was told to" }, code, headers);
}

/** Responds with a redirect. */
export function redirect(location: string, code = 307): Fate {
  return answer("", code, { location });
}

/** Responds with an HTML page. */
export const html: Fate = answer("<!doctype html><title>Sign in</title>", 200, {
  "content-type": "text/html",
});

/** Responds with a body in gzip. */
export function gzip(body: unknown): Fate {
  return answer(gzipSync(bytesOf(body)), 200, { "content-encoding": "gzip" });
}

/** Resets the connection before the first byte of the response. */
export const resetBeforeHeaders: Fate = (socket) => {
  socket.resetAndDestroy();
};

/** Closes the connection before the first byte of the response. */
export const closeBeforeHeaders: Fate = (socket) => {
  socket.end();
};

/** Sends nothing. */
export const stallBeforeHeaders: Fate = () => {};

/** Sends bytes that are not HTTP. */
export const garbage: Fate = (socket) => {
  socket.end("\u0000\u0001 220 mail.example ESMTP ready\r\n");
};

/** Closes the connection in the middle of a header line. */
export const closeInHeaders: Fate = (socket) => {
  socket.end("HTTP/1.1 200 OK\r\ncontent-ty");
};

/** Sends a Content-Length that is not a number. */
export const nonsenseLength: Fate = (socket) => {
  socket.end(`${head(200, { ...closing, "content-length": "many" })}{}`);
};

/** How the end of a body is marked: by a Content-Length, or by a last chunk. */
export type Framing = "a length" | "chunks";

function promiseOf(framing: Framing, length: number): Headers {
  return framing === "a length" ? { "content-length": length } : { "transfer-encoding": "chunked" };
}

/** Starts a response with an incomplete body, and calls `then` a moment later. */
function beginBody(framing: Framing, code: number, headers: Headers, then: (socket: Socket) => void): Fate {
  const half = Buffer.from('{"credentials":[{"id":"3e8d9f41-');
  const promise = promiseOf(framing, 1000);
  return (socket) => {
    socket.write(head(code, { ...jsonType, ...promise, ...headers }));
    socket.write(framing === "a length" ? half : chunk(half));
    // A reset overtakes data that was sent immediately before it.
    setTimeout(then, 20, socket);
  };
}

/** Resets the connection in the middle of the body. */
export function resetInBody(framing: Framing, code = 200, headers: Headers = {}): Fate {
  return beginBody(framing, code, headers, (socket) => socket.resetAndDestroy());
}

/** Closes the connection in the middle of the body. */
export function closeInBody(framing: Framing, code = 200, headers: Headers = {}): Fate {
  return beginBody(framing, code, headers, (socket) => socket.end());
}

/** Stops sending in the middle of the body. */
export function stallInBody(framing: Framing, code = 200, headers: Headers = {}): Fate {
  return beginBody(framing, code, headers, () => {});
}

/** Sends a Content-Length that is shorter than the body. */
export function lengthTooShort(body: unknown): Fate {
  return (socket) => {
    const bytes = bytesOf(body);
    socket.write(head(200, { ...closing, "content-length": bytes.length - 2 }));
    socket.end(bytes);
  };
}

/** Sends a body that ends with the connection, and closes it too early. Clients cannot detect this. */
export function closeWithoutFraming(body: unknown): Fate {
  return (socket) => {
    socket.write(head(200, closing));
    socket.end(bytesOf(body).subarray(0, -2));
  };
}

/** Sends a body in some number of pieces, waiting some milliseconds before each. */
export function drip(framing: Framing, body: unknown, pieces: number, everyMs: number): Fate {
  return (socket) => {
    const bytes = bytesOf(body);
    const size = Math.ceil(bytes.length / pieces);
    const promise = promiseOf(framing, bytes.length);
    socket.write(head(200, { ...closing, ...promise }));
    let sent = 0;
    const timer = setInterval(() => {
      const piece = bytes.subarray(sent, sent + size);
      sent += size;
      socket.write(framing === "a length" ? piece : chunk(piece));
      if (sent < bytes.length) return;
      clearInterval(timer);
      socket.end(framing === "a length" ? "" : "0\r\n\r\n");
    }, everyMs);
    socket.on("close", () => clearInterval(timer));
  };
}

/** Sends white space every 20 milliseconds until a promise is fulfilled, and then a body. */
export function dripUntil(released: Promise<unknown>, body: unknown): Fate {
  return (socket) => {
    socket.write(head(200, { ...closing, "transfer-encoding": "chunked" }));
    const timer = setInterval(() => socket.write(chunk(Buffer.from(" "))), 20);
    const stop = () => clearInterval(timer);
    socket.on("close", stop);
    released.then(() => {
      stop();
      socket.end(Buffer.concat([chunk(bytesOf(body)), Buffer.from("0\r\n\r\n")]));
    });
  };
}

/** Sends chunks without end, no faster than they are read, with a short wait before each. */
export function endless(piece: Buffer, code = 200): Fate {
  return (socket) => {
    socket.write(head(code, { ...closing, "transfer-encoding": "chunked" }));
    const next = (): void => {
      if (socket.destroyed) return;
      const goesOn = socket.write(chunk(piece));
      if (goesOn) setTimeout(next, 1);
      else socket.once("drain", () => setTimeout(next, 1));
    };
    next();
  };
}

// A server on a real socket that does to each request what a test tells it, and writes down what it received.

import { createServer, type Socket } from "node:net";
import { setTimeout } from "node:timers";
import { gzipSync } from "node:zlib";
import { afterAll } from "vitest";
import { pause } from "./clock.js";

/** A request as it came over the wire. */
export interface ReceivedRequest {
  readonly method: string;
  /** The path and the query. */
  readonly target: string;
  /** By their names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
  /** All of it, as it came. */
  readonly text: string;
  /** When it had come, in milliseconds of `performance.now`. */
  readonly at: number;
}

/** What becomes of a request: it writes to the socket, breaks it, or does nothing. */
export type Fate = (socket: Socket, request: ReceivedRequest) => void;

/** The fate of each request in turn, or of all that come after the others: the last one stays. */
export type Script = readonly [Fate, ...Fate[]];

export interface FaultyServer {
  /** Where it listens: the origin, without a slash. */
  readonly url: string;
  /** Every request so far, in the order of their arrival. */
  readonly requests: readonly ReceivedRequest[];
  /**
   * How many connections are open that a request came by. Undici opens another one behind a request that was aborted,
   * and closes it after some seconds without having used it.
   */
  readonly openSockets: number;
  /** How many connections there were. */
  readonly connections: number;
  /** How many bytes it has handed to connections that are closed by now. */
  readonly bytesSent: number;
  /** Changes what becomes of the requests to come. */
  follow(...script: Script): void;
  /** Waits until so many requests have come. */
  received(count: number): Promise<void>;
  /** Waits until no connection is open that a request came by. */
  closed(): Promise<void>;
  /** Listens no more. */
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
    // What a client does to its end of a connection is no failure of the server.
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

/** Takes requests apart, of which one may follow the other on the same connection. */
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

/** Answers as it should, and closes the connection. A body that is no text and no bytes is written as JSON. */
export function answer(body: unknown, status = 200, headers: Headers = {}): Fate {
  return (socket) => {
    const bytes = bytesOf(body);
    socket.write(head(status, { ...closing, "content-length": bytes.length, ...headers }));
    socket.end(bytes);
  };
}

/** Answers as it should, and keeps the connection open for the next request. */
export function answerAndStay(body: unknown): Fate {
  return (socket) => {
    const bytes = bytesOf(body);
    socket.write(head(200, { ...jsonType, "content-length": bytes.length }));
    socket.write(bytes);
  };
}

/** Answers each request in its own way. */
export function answerBy(answerTo: (request: ReceivedRequest) => unknown): Fate {
  return (socket, request) => answer(answerTo(request))(socket, request);
}

/** Answers with a status that is no success. */
export function status(code: number, headers: Headers = {}): Fate {
  return answer({ detail: "as it was told to" }, code, headers);
}

/** Answers with a redirect. */
export function redirect(location: string, code = 307): Fate {
  return answer("", code, { location });
}

/** Answers with a page for people. */
export const html: Fate = answer("<!doctype html><title>Sign in</title>", 200, {
  "content-type": "text/html",
});

/** Answers with a body in gzip. */
export function gzip(body: unknown): Fate {
  return answer(gzipSync(bytesOf(body)), 200, { "content-encoding": "gzip" });
}

/** Resets the connection before the first byte of an answer. */
export const resetBeforeHeaders: Fate = (socket) => {
  socket.resetAndDestroy();
};

/** Closes the connection before the first byte of an answer. */
export const closeBeforeHeaders: Fate = (socket) => {
  socket.end();
};

/** Says nothing. */
export const stallBeforeHeaders: Fate = () => {};

/** Speaks no HTTP. */
export const garbage: Fate = (socket) => {
  socket.end("\u0000\u0001 220 mail.example ESMTP ready\r\n");
};

/** Breaks off in the middle of a line of its headers. */
export const closeInHeaders: Fate = (socket) => {
  socket.end("HTTP/1.1 200 OK\r\ncontent-ty");
};

/** Promises a body in a way that no client understands. */
export const nonsenseLength: Fate = (socket) => {
  socket.end(`${head(200, { ...closing, "content-length": "many" })}{}`);
};

/** How the end of a body is told: by its length ahead, or by a last chunk. */
export type Framing = "a length" | "chunks";

function promiseOf(framing: Framing, length: number): Headers {
  return framing === "a length" ? { "content-length": length } : { "transfer-encoding": "chunked" };
}

/** Begins an answer whose body does not come to its end. What happens then happens a moment later. */
function beginBody(framing: Framing, code: number, headers: Headers, then: (socket: Socket) => void): Fate {
  const half = Buffer.from('{"credentials":[{"id":"3e8d9f41-');
  const promise = promiseOf(framing, 1000);
  return (socket) => {
    socket.write(head(code, { ...jsonType, ...promise, ...headers }));
    socket.write(framing === "a length" ? half : chunk(half));
    // A reset overtakes what was sent right before it.
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

/** Says nothing more in the middle of the body. */
export function stallInBody(framing: Framing, code = 200, headers: Headers = {}): Fate {
  return beginBody(framing, code, headers, () => {});
}

/** Says that the body is shorter than it is. */
export function lengthTooShort(body: unknown): Fate {
  return (socket) => {
    const bytes = bytesOf(body);
    socket.write(head(200, { ...closing, "content-length": bytes.length - 2 }));
    socket.end(bytes);
  };
}

/** Sends a body that ends with the connection, and closes it too early: nobody can tell. */
export function closeWithoutFraming(body: unknown): Fate {
  return (socket) => {
    socket.write(head(200, closing));
    socket.end(bytesOf(body).subarray(0, -2));
  };
}

/** Sends a body in so many pieces, with so many milliseconds in front of each. */
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

/** Sends chunks for ever, no faster than they are read, each after a moment. */
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

// Servers of `node:http` and `node:http2`, handlers for them, and clients that write and read bytes as they are.

import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type ServerOptions,
  type ServerResponse,
} from "node:http";
import type { Http2ServerResponse, OutgoingHttpHeaders } from "node:http2";
import {
  connect as connectHttp2,
  createServer as createHttp2Server,
  type Http2ServerRequest,
} from "node:http2";
import { type AddressInfo, connect, type Socket } from "node:net";
import { toNodeHandler } from "junction-credentials/callback";
import { afterAll } from "vitest";

const running = new Set<() => void>();
afterAll(() => {
  for (const stop of running) stop();
});

export interface RawServer {
  readonly origin: string;
  /** Opens a connection. */
  open(): Socket;
  /** Writes requests on a new connection, each character as a byte. Returns what was received until it was closed. */
  send(requests: string): Promise<string>;
}

/** Starts a server that is stopped after the last test of the file. */
export async function listening(listener: RequestListener, options: ServerOptions = {}): Promise<RawServer> {
  const server = createServer(options, listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  running.add(() => {
    server.close();
    server.closeAllConnections();
  });
  const { port } = server.address() as AddressInfo;
  const open = (): Socket => {
    const socket = connect(port, "127.0.0.1");
    // A server that resets a connection is seen by what was received until then.
    socket.on("error", () => {});
    return socket;
  };
  return {
    origin: `http://127.0.0.1:${port}`,
    open,
    send: (requests) =>
      new Promise((resolve) => {
        let received = "";
        const socket = open();
        socket.setEncoding("latin1");
        socket.on("data", (piece) => {
          received += piece;
        });
        socket.on("close", () => resolve(received));
        socket.write(requests, "latin1");
      }),
  };
}

/** A request without a body, after which the connection is closed. */
export function head(line: string, ...headers: readonly string[]): string {
  return [`${line} HTTP/1.1`, "Connection: close", ...headers, "", ""].join("\r\n");
}

/** A request for a URL with a query. */
export const get = head("GET /a?b=1", "Host: example.com");

export interface RawResponse {
  readonly status: number;
  /** The values of a header, whose name is in lower case. Characters are bytes. */
  all(name: string): string[];
  readonly body: string;
}

/** Parses one response. */
export function parsed(received: string): RawResponse {
  const end = received.indexOf("\r\n\r\n");
  const [line = "", ...lines] = received.slice(0, end).split("\r\n");
  return {
    status: Number(line.split(" ")[1]),
    all: (name) =>
      lines
        .filter((one) => one.toLowerCase().startsWith(`${name}: `))
        .map((one) => one.slice(name.length + 2)),
    body: received.slice(end + 4),
  };
}

export type Handler = Parameters<typeof toNodeHandler<IncomingMessage, ServerResponse>>[0];

export const echoUrl: Handler = ({ url }) => new Response(url);
export const echoBody: Handler = async (request) => new Response(await request.text());

/** The response of a handler to one request. */
export async function answerTo(request: string, handler: Handler): Promise<RawResponse> {
  const { send } = await listening(toNodeHandler(handler), { requireHostHeader: false });
  return parsed(await send(request));
}

export interface Http2Response {
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

export interface Http2Server {
  readonly origin: string;
  /** Sends a request. Rejects if it is reset. */
  send(headers: OutgoingHttpHeaders, body?: string): Promise<Http2Response>;
}

/** Starts a server of HTTP/2 without TLS, and connects to it. Both are stopped after the last test of the file. */
export async function listeningHttp2(
  listener: (req: Http2ServerRequest, res: Http2ServerResponse) => unknown,
): Promise<Http2Server> {
  const server = createHttp2Server((req, res) => void listener(req, res));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const session = connectHttp2(origin);
  running.add(() => {
    session.destroy();
    server.close();
  });
  return {
    origin,
    send: (headers, sent) =>
      new Promise((resolve, reject) => {
        const stream = session.request(headers, { endStream: sent === undefined });
        let received: Readonly<Record<string, unknown>> = {};
        let body = "";
        stream.setEncoding("utf8");
        stream.on("response", (given) => {
          received = given;
        });
        stream.on("data", (piece) => {
          body += piece;
        });
        stream.on("error", reject);
        stream.on("end", () => resolve({ headers: received, body }));
        if (sent !== undefined) stream.end(sent);
      }),
  };
}

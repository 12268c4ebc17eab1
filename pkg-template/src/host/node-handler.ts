/** Runs a handler of `Request` and `Response` in servers of Node and in Express. */

import { isHost } from "./host-header.js";

/** The parts of a request of Node or Express that are used. */
export interface NodeRequest extends AsyncIterable<Uint8Array> {
  /** The method. */
  readonly method?: string | undefined;
  /** The target: the path and the query. */
  readonly url?: string | undefined;
  /** Replaces `url`, from which Express removes the path that a handler is mounted at. */
  readonly originalUrl?: string | undefined;
  /** The headers. Names are in lower case. */
  readonly headers: { readonly [name: string]: string | readonly string[] | undefined };
  /** The connection. One with a true `encrypted`, as connections of TLS have, makes the URL one of `https`. */
  readonly socket: object;
  /** What a parser such as `express.json()` has made of the body. Undefined if none has read it. */
  readonly body?: unknown;
}

/** The parts of a response of Node or Express that are used. */
export interface NodeResponse {
  /** The status. */
  statusCode: number;
  /** Whether the head of the response has been sent. */
  readonly headersSent: boolean;
  /** Whether the connection is closed. */
  readonly destroyed: boolean;
  /** Whether the response has been sent. */
  readonly writableFinished: boolean;
  /**
   * Sets a header.
   *
   * @param name The name.
   * @param value The value, or one value for each occurrence.
   */
  setHeader(name: string, value: string | string[]): unknown;
  /**
   * Sends the response.
   *
   * @param body The body.
   */
  end(body: Uint8Array): unknown;
  /** Closes the connection. */
  destroy(): unknown;
  /**
   * Calls a function once the connection is closed.
   *
   * @param event The event.
   * @param listener The function.
   */
  once(event: "close", listener: () => void): unknown;
}

/** What a handler receives as context in servers of Node and in Express. */
export interface NodeContext<Req = NodeRequest, Res = NodeResponse> {
  /** The request of Node or Express. */
  readonly req: Req;
  /** The response of Node or Express. */
  readonly res: Res;
}

/**
 * A request listener of `node:http`, and a handler of Express.
 *
 * @param req The request.
 * @param res The response.
 * @param next Called where the handler returns null or fails. In its absence, the response is a 404 or a 500.
 */
export type NodeHandler<Req = NodeRequest, Res = NodeResponse> = (
  req: Req,
  res: Res,
  next?: (error?: unknown) => void,
) => Promise<void>;

/**
 * Converts a handler of `Request` and `Response` to one for servers of Node and for Express. It receives `{ req, res }`
 * as its context. If the client disconnects, `request.signal` is aborted.
 *
 * A body that a parser has already read is taken from `req.body`. A target that is not a path is answered with 400.
 *
 * ```ts
 * import { createServer } from "node:http";
 *
 * const server = createServer(toNodeHandler(() => Response.json({ ok: true })));
 * ```
 *
 * @param handler Returns the response. Null means that the request belongs to the next handler.
 */
export function toNodeHandler<Req extends NodeRequest = NodeRequest, Res extends NodeResponse = NodeResponse>(
  handler: (request: Request, context: NodeContext<Req, Res>) => Response | null | Promise<Response | null>,
): NodeHandler<Req, Res> {
  return async (req, res, next) => {
    const client = new AbortController();
    const request = requestOf(req, client.signal);
    const leave = () => {
      // Mentions the request, because the garbage collector would take its signal with it.
      if (request && !res.writableFinished) client.abort();
    };
    // The client may have disconnected while an earlier handler was at work.
    if (res.destroyed) leave();
    else res.once("close", leave);
    try {
      const response = request ? await handler(request, { req, res }) : empty(400);
      if (response || !next) return await send(response ?? empty(404), res);
    } catch (error) {
      if (next) return next(error);
      // The handler may have begun a response of its own, which must not look complete.
      if (res.headersSent) res.destroy();
      else await send(empty(500), res);
    }
    next?.();
  };
}

const empty = (status: number) => new Response(null, { status });

/** Returns undefined for a target, a host, a method or headers that no `Request` can have. */
function requestOf(req: NodeRequest, signal: AbortSignal): Request | undefined {
  const { method = "GET", headers, url = "", originalUrl = url } = req;
  const host = (headers[":authority"] ?? headers.host ?? "localhost") as string;
  const { encrypted } = req.socket as { readonly encrypted?: boolean };
  if (!isHost(host) || !originalUrl.startsWith("/")) return;
  try {
    const body = /^(GET|HEAD)$/.test(method) ? null : bodyOf(req);
    // HTTP/2 has pseudo headers, of which one is the host. Node joins the values of a repeated header.
    const given = Object.entries({ ...headers, host }).filter(([name]) => !name.startsWith(":")) as [
      string,
      string,
    ][];
    const init = { method, headers: given, body, signal, duplex: "half" } as const;
    return new Request(`${encrypted ? "https" : "http"}://${host}${originalUrl}`, init);
  } catch {
    return;
  }
}

/** Nothing is read from the request before somebody reads the body, since the next handler may want to. */
function bodyOf(req: NodeRequest): string | Uint8Array | ReadableStream<Uint8Array> {
  const { body } = req;
  if (typeof body === "string" || body instanceof Uint8Array) return body;
  if (body !== undefined) return JSON.stringify(body);
  const chunks = req[Symbol.asyncIterator]();
  return new ReadableStream(
    {
      async pull(controller) {
        const { done, value } = await chunks.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
    },
    { highWaterMark: 0 },
  );
}

async function send(response: Response, res: NodeResponse): Promise<void> {
  const body = new Uint8Array(await response.arrayBuffer());
  res.statusCode = response.status;
  response.headers.forEach((value, name) => {
    res.setHeader(name, name === "set-cookie" ? response.headers.getSetCookie() : value);
  });
  res.end(body);
}

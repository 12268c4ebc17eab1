// Writes down each request as it comes in.

import { type Operation, routeOf } from "./routes.js";

/** A request that the fake was sent, whether or not it liked it. */
export interface RecordedRequest {
  /** Upper-case: `GET`. */
  readonly method: string;
  /** The whole URL, with its query. */
  readonly url: string;
  /** The path of the URL as it was sent, percent-encoding and prefix included. */
  readonly path: string;
  /** The decoded query: `request.query.getAll("team_id")`. */
  readonly query: URLSearchParams;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  /** The body's text; undefined when there is none, and until it has been read. */
  readonly body: string | undefined;
  /** What the path and the method ask for; undefined when the API knows no such thing. */
  readonly operation: Operation | undefined;
}

/** The record of a request, still without its body. */
export function recordOf(request: Request): RecordedRequest {
  const { pathname, searchParams } = new URL(request.url);
  const headers: Record<string, string> = {};
  request.headers.forEach((value, name) => {
    // happy-dom keeps the case in which a name was written.
    headers[name.toLowerCase()] = value;
  });
  return {
    method: request.method,
    url: request.url,
    path: pathname,
    query: searchParams,
    headers,
    body: undefined,
    operation: routeOf(pathname)?.operations.get(request.method),
  };
}

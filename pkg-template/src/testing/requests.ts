// Records each request that arrives.

import { type Operation, routeOf } from "../routes.js";

/** A request that the fake API received, whether it was refused or not. */
export interface RecordedRequest {
  /** The method in upper case: `GET`. */
  readonly method: string;
  /** The whole URL, with its query. */
  readonly url: string;
  /** The path of the URL as it was sent, with its prefix and percent-encoding. */
  readonly path: string;
  /** The decoded query: `request.query.getAll("team_id")`. */
  readonly query: URLSearchParams;
  /** The headers. Names are in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The body as text. Undefined if there is none, and until it has been read. */
  readonly body: string | undefined;
  /** The operation of this path and method. Undefined if there is none. */
  readonly operation: Operation | undefined;
}

/** Records a request without its body. */
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

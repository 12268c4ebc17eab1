/** The part of `fetch` that this package uses. It is small, so that stand-ins are easy to write. */

/** The second argument of `fetch`: a plain object that every runtime accepts. */
export interface FetchInit {
  /** `GET`, `POST` or `DELETE`. */
  method: string;
  /** Header names are written like `X-Management-Key`, `accept` and `content-type`. */
  headers: Record<string, string>;
  /** JSON. Absent for a request without a body. */
  body?: string;
  /** Redirects are never followed, because they would send the key to another address. */
  redirect: "manual";
  /** Responses contain live secrets and must not be cached. Absent if the runtime does not support this option. */
  cache?: "no-store";
  /** Aborts the request. Absent if the request cannot be aborted. */
  signal?: AbortSignal;
}

/** The response that `fetch` has to return. */
export interface FetchResponse {
  /** The HTTP status. 0 for a redirect that a browser hides. */
  readonly status: number;
  /** The headers. */
  readonly headers: {
    /**
     * Returns the value of a header, or null if it is absent.
     *
     * @param name The name, in upper or lower case.
     */
    get(name: string): string | null;
  };
  /** Reads the whole body. */
  arrayBuffer(): Promise<ArrayBuffer>;
}

/**
 * A `fetch` function. It is called as `fetch(url, init)`, never as a method.
 *
 * @param url An absolute URL, with its query.
 * @param init The rest of the request.
 */
export type Fetch = (url: string, init: FetchInit) => Promise<FetchResponse>;

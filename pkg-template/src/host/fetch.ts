/** What this package asks of a `fetch`: less than any runtime's has, so that stand-ins are easily written. */

/** How `fetch` is called: a plain object that every runtime's `fetch` takes as its second argument. */
export interface FetchInit {
  /** `GET`, `POST` or `DELETE`. */
  method: string;
  /** The names are written as in `X-Management-Key`, `accept` and `content-type`. */
  headers: Record<string, string>;
  /** JSON. Absent for a request without a body. */
  body?: string;
  /** Redirects are never followed: the key would go along. */
  redirect: "manual";
  /** Responses hold live secrets, which no cache may keep. Absent where the runtime does not know the option. */
  cache?: "no-store";
  /** Absent if nothing can abort the call. */
  signal?: AbortSignal;
}

/** What `fetch` has to give. */
export interface FetchResponse {
  /** The HTTP status, 0 for a redirect that a browser hides. */
  readonly status: number;
  /** The headers. */
  readonly headers: {
    /**
     * Gives the value of a header, or null if there is none.
     *
     * @param name In upper or lower case.
     */
    get(name: string): string | null;
  };
  /** Reads the whole body. */
  arrayBuffer(): Promise<ArrayBuffer>;
}

/**
 * A `fetch`, called as `fetch(url, init)` and never as a method.
 *
 * @param url Absolute, with its query.
 * @param init The rest of the request.
 */
export type Fetch = (url: string, init: FetchInit) => Promise<FetchResponse>;

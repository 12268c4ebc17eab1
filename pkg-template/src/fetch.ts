/** What this package asks of a `fetch`: less than any runtime's has, so that stand-ins are easily written. */

/** How `fetch` is called: a plain object that every runtime's `fetch` takes as its second argument. */
export interface FetchInit {
  method: string;
  /** The names are written as in `X-Management-Key`, `accept` and `content-type`. */
  headers: Record<string, string>;
  /** JSON. Absent for a request without a body. */
  body?: string;
  /** Redirects are never followed: the key would go along. */
  redirect: "manual";
  /** Absent if nothing can abort the call. */
  signal?: AbortSignal;
}

/** What `fetch` has to give. */
export interface FetchResponse {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  arrayBuffer(): Promise<ArrayBuffer>;
}

/** A `fetch`, called as `fetch(url, init)` and never as a method. */
export type Fetch = (url: string, init: FetchInit) => Promise<FetchResponse>;

// Makes a request fail as networks, gateways and overloaded servers do.

import type { Operation } from "../routes.js";

/** Which requests a {@link Fault} applies to, and how many. */
export interface FaultScope {
  /**
   * The operation that the fault applies to. Default: every request, including requests for paths that the API does not
   * know.
   */
  readonly operation?: Operation;
  /** The number of requests that the fault applies to. `Infinity` for all. Default: 1. */
  readonly times?: number;
  /**
   * Whether the request is carried out before it fails, so that only the response is lost. Default: false, the request
   * changes nothing.
   */
  readonly executed?: boolean;
}

/** Responds with any status, including those of success, and any body. */
export interface StatusFault {
  /** Identifies this fault. */
  readonly kind: "status";
  /** A status from 200 to 599. */
  readonly status: number;
  /** The `Retry-After` header: seconds (`"2"`) or an HTTP date. Default: no header. */
  readonly retryAfter?: string;
  /**
   * The body. One that begins with `<` is sent as `text/html`, any other as `application/json`. Default:
   * `{"detail":"…"}`.
   */
  readonly body?: string;
}

/** Responds with a redirect (307). As in `fetch`, the request's `redirect` option decides whether it is followed. */
export interface RedirectFault {
  /** Identifies this fault. */
  readonly kind: "redirect";
  /** The `Location` header: an absolute URL, or one relative to the URL of the request. */
  readonly location: string;
}

/** A fault without further fields. */
export interface PlainFault {
  /**
   * What happens:
   *
   * - `stall`: no response until the request is aborted
   * - `stall-body`: a 200 with the beginning of a body, whose rest never arrives
   * - `broken-json`: a 200 with a body that is cut off
   * - `network`: no response; rejects with a `TypeError`, as `fetch` does
   */
  readonly kind: "stall" | "stall-body" | "broken-json" | "network";
}

/**
 * A way for a request to fail. The first fault in the queue that applies to a request is used for it. The request is
 * recorded anyway.
 *
 * @example
 * ```ts
 * api.faults.push({ kind: "status", status: 429, retryAfter: "1" }); // the next request
 * api.faults.push({ kind: "stall", operation: "list", times: 2 }); // then the next two listings
 * ```
 */
export type Fault = FaultScope & (StatusFault | RedirectFault | PlainFault);

/** Removes one use of the first fault that applies, and returns this fault. */
export function takeFault(faults: Fault[], operation: Operation | undefined): Fault | undefined {
  const index = faults.findIndex(
    (fault) => (fault.operation ?? operation) === operation && (fault.times ?? 1) > 0,
  );
  const fault = faults[index];
  if (!fault) return undefined;
  const times = (fault.times ?? 1) - 1;
  // A copy, because the caller may push one fault object several times.
  if (times > 0) faults[index] = { ...fault, times };
  else faults.splice(index, 1);
  return fault;
}

/** Returns the response of a fault, stalls, or rejects. */
export async function suffer(fault: Fault, signal: AbortSignal | undefined): Promise<Response> {
  switch (fault.kind) {
    case "status":
      return statusResponse(fault);
    case "redirect":
      return new Response(null, { status: 307, headers: { location: fault.location } });
    case "broken-json":
      return new Response(beginning, { headers: json });
    case "stall-body":
      return new Response(stalled(signal), { headers: json });
    case "network":
      throw new TypeError("fetch failed");
    case "stall":
      return await new Promise<never>((_, reject) => {
        signal?.addEventListener("abort", () => reject(signal.reason), { once: true });
      });
  }
}

const json = { "content-type": "application/json" };
const beginning = '{"credentials": [{"id": "';

// `Response` does not accept a body with these statuses, not even an empty one.
const bodilessStatuses = [204, 205, 304];

function statusResponse({ status, retryAfter, body }: StatusFault): Response {
  const text = body ?? JSON.stringify({ detail: "A fault of the fake API" });
  const headers = new Headers(text.trimStart().startsWith("<") ? { "content-type": "text/html" } : json);
  if (retryAfter !== undefined) headers.set("retry-after", retryAfter);
  return new Response(bodilessStatuses.includes(status) ? null : text, { status, headers });
}

function stalled(signal: AbortSignal | undefined): ReadableStream<Uint8Array> {
  let stop: (() => void) | undefined;
  return new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(new TextEncoder().encode(beginning));
      stop = () => controller.error(signal?.reason);
      signal?.addEventListener("abort", stop, { once: true });
    },
    cancel() {
      if (stop) signal?.removeEventListener("abort", stop);
    },
  });
}

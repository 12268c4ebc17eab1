// Lets a chosen request end badly, in the ways that networks, gateways and overloaded servers do.

import type { Operation } from "./routes.js";

/** Which request a {@link Fault} meets, and how often. */
export interface FaultScope {
  /** Only a request for this operation meets the fault. Default: any request, also one that the API does not know. */
  readonly operation?: Operation;
  /** How many requests meet the fault before it is used up; `Infinity` for all. Default: 1. */
  readonly times?: number;
  /**
   * Whether the request is carried out before it ends badly, so that only the answer is lost. Default: false, the
   * request changes nothing.
   */
  readonly executed?: boolean;
}

/** Answers with a status and a body of the caller's choice, which need not be those of an error. */
export interface StatusFault {
  /** Tells this fault from the others. */
  readonly kind: "status";
  /** From 200 to 599. */
  readonly status: number;
  /** The `Retry-After` header: seconds (`"2"`) or an HTTP date. Default: no such header. */
  readonly retryAfter?: string;
  /**
   * The body as it is sent. A body that begins with `<` is sent as `text/html`, any other as `application/json`.
   * Default: `{"detail":"…"}`.
   */
  readonly body?: string;
}

/** Answers with a redirect (307), which is followed when the caller's `redirect` says so, as `fetch` does. */
export interface RedirectFault {
  /** Tells this fault from the others. */
  readonly kind: "redirect";
  /** The `Location` header: an absolute URL, or one relative to the URL of the request. */
  readonly location: string;
}

/** Fails without a choice. */
export interface PlainFault {
  /**
   * - `stall`: no answer until the request is aborted
   * - `stall-body`: status 200 and the beginning of a body, whose rest never comes
   * - `broken-json`: status 200 and a body that is cut off
   * - `network`: no answer; rejects with a `TypeError`, as `fetch` does
   */
  readonly kind: "stall" | "stall-body" | "broken-json" | "network";
}

/**
 * One way for a request to end badly. The first fault in the queue whose `operation` fits a request is used for it. The
 * request is recorded all the same.
 *
 * @example
 * ```ts
 * api.faults.push({ kind: "status", status: 429, retryAfter: "1" }); // the next request
 * api.faults.push({ kind: "stall", operation: "list", times: 2 }); // then the next two listings
 * ```
 */
export type Fault = FaultScope & (StatusFault | RedirectFault | PlainFault);

/** Takes the first fault that fits out of the queue, or one use of it. */
export function takeFault(faults: Fault[], operation: Operation | undefined): Fault | undefined {
  const index = faults.findIndex(
    (fault) => (fault.operation ?? operation) === operation && (fault.times ?? 1) > 0,
  );
  const fault = faults[index];
  if (!fault) return undefined;
  const times = (fault.times ?? 1) - 1;
  // A copy, since the caller may push one fault object more than once.
  if (times > 0) faults[index] = { ...fault, times };
  else faults.splice(index, 1);
  return fault;
}

/** The response, the silence or the rejection that a fault stands for. */
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

// Response refuses a body, even an empty one, with these.
const bodilessStatuses = [204, 205, 304];

function statusResponse({ status, retryAfter, body }: StatusFault): Response {
  const text = body ?? JSON.stringify({ detail: "The fake API was told to answer so" });
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

// A client whose requests are recorded, and answered by the test.

import {
  type Fetch,
  type FetchInit,
  JunctionManagement,
  type JunctionManagementOptions,
  type TeamCustomCredentials,
} from "junction-credentials";

export const origin = "https://api.management.junction.com";
export const orgId = "6f1c2a34-58d7-4b0e-9c61-2f7d0f4b9a10";
export const managementKey = "mg_observed";
export const teamA = "0b5a6c1e-6d8f-4c53-9a55-0d0c6a3c8f11";
export const teamB = "1c6b7d2f-7e90-4d64-8b66-1e1d7b4d9022";

/** The arguments of a call of `fetch`. */
export interface ObservedRequest {
  readonly url: string;
  readonly init: FetchInit;
}

/** Returns the result of `fetch`: a response, a promise, or an invalid value. If it throws, `fetch` throws. */
export type Answer = (request: ObservedRequest, index: number) => unknown;

export interface Observed {
  readonly junction: JunctionManagement;
  /** The credentials of `sandbox` and `us`. */
  readonly credentials: TeamCustomCredentials;
  /** Every request so far, in call order. */
  readonly requests: readonly ObservedRequest[];
}

/** Creates a client whose requests the test answers. */
export function observed(answer: Answer, options: JunctionManagementOptions = {}): Observed {
  const requests: ObservedRequest[] = [];
  const fetch = (url: string, init: FetchInit): unknown => {
    const request = { url, init };
    requests.push(request);
    return answer(request, requests.length - 1);
  };
  const junction = new JunctionManagement({
    orgId,
    managementKey,
    maxRetries: 0,
    fetch: fetch as Fetch,
    ...options,
  });
  return { junction, credentials: junction.teamCustomCredentials("sandbox", "us"), requests };
}

/** Returns the cursor of a request for a page. Null for the first page. */
export function cursorOf({ url }: ObservedRequest): string | null {
  return new URL(url).searchParams.get("next_cursor");
}

/** Waits until all pending microtasks have run. */
export function idle(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}

/** Never responds. Rejects as `fetch` does when the signal aborts. */
export function untilAborted(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_, reject) => {
    signal?.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}

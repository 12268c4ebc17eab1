/** The requests of the page: each carries the token, and a refused token ends the session. */

import { type Fetch, JunctionManagement } from "junction-credentials";
import type { Plan } from "junction-credentials/plan";
import { currentToken, endSession } from "../session.ts";
import { reportWait } from "./long-waits.ts";
import { watch } from "./slow-scopes.ts";

/** What the server says about itself. */
export interface ServerFacts {
  /** Whether it shows sample data. */
  readonly demo: boolean;
  /** The version of the package. */
  readonly version: string;
  /** Whether it can compare a config with what is stored. */
  readonly plan: boolean;
}

async function fetchWithToken(url: string, init: RequestInit): Promise<Response> {
  const token = currentToken();
  const headers = { ...(init.headers as Record<string, string>), "x-studio-token": token ?? "" };
  const ended = watch(url, init.method);
  const response = await fetch(url, { ...init, headers }).finally(ended);
  if (response.status === 401) endSession(token);
  return response;
}

let client: JunctionManagement | undefined;

/** The client. The server adds the key, so the page has none. */
export function junction(): JunctionManagement {
  client ??= new JunctionManagement({
    baseUrl: "/api/junction",
    fetch: fetchWithToken as Fetch,
    // More than the server's own limit, so that its error arrives and not that of the browser.
    timeoutMs: 45_000,
    onAttempt: reportWait,
  });
  return client;
}

/** A request to the server itself has failed. */
export class ServerError extends Error {
  /** The status of the response. Undefined if there was none. */
  readonly status: number | undefined;

  constructor(message: string, status: number | undefined) {
    super(message);
    this.status = status;
  }
}

async function read<Body>(path: string, signal: AbortSignal): Promise<Body> {
  const response = await fetchWithToken(path, { signal, cache: "no-store" }).catch((error: unknown) => {
    signal.throwIfAborted();
    throw error instanceof TypeError ? new ServerError("the server does not respond", undefined) : error;
  });
  const body = await response.json().catch(() => undefined);
  if (response.ok && body !== undefined) return body as Body;
  const detail: unknown = (body as { detail?: unknown } | undefined)?.detail;
  const text = typeof detail === "string" ? detail : `the server responded with ${response.status}`;
  throw new ServerError(text, response.status);
}

/** Reads what the server says about itself. */
export const readFacts = (signal: AbortSignal): Promise<ServerFacts> => read("/api/studio", signal);

/** Reads what differs between the config of the server and what is stored. */
export const readPlan = (signal: AbortSignal): Promise<Plan> => read("/api/studio/plan", signal);

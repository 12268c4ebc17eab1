/** The tenant for which code runs, stored as an application with many tenants does. */

import { AsyncLocalStorage } from "node:async_hooks";

export const current = new AsyncLocalStorage<number>();

/** Returns the management key of a tenant. */
export function keyOf(tenant: number | undefined): string {
  return `mg_tenant_${tenant}`;
}

/** Returns a team of a tenant, so that a request identifies its tenant. */
export function teamOf(tenant: number, call = 0): string {
  return `0b5a6c1e-6d8f-4c53-${String(tenant).padStart(4, "0")}-${String(call).padStart(12, "0")}`;
}

/** Returns the tenant and the call of a team. */
export function ownerOf(team: string): { tenant: number; call: number } {
  return { tenant: Number(team.slice(19, 23)), call: Number(team.slice(24)) };
}

/** Returns the team of a request. */
export function teamIn(url: string, body: string | undefined): string {
  const { searchParams } = new URL(url);
  return body === undefined ? (searchParams.get("team_id") ?? "") : JSON.parse(body).team_id;
}

export const orgId = "6f1c2a34-58d7-4b0e-9c61-2f7d0f4b9a10";

/** Returns a credential of a team, with a source that this version does not know. */
export function credentialOf(team_id: string, source: string) {
  const time = "2026-05-01T10:00:00Z";
  return { id: team_id, source, team_id, created_at: time, updated_at: time };
}

/** Returns the API's response to `prepare` or `set`. */
export function answerOf(url: string, team: string, source: string) {
  const step = { type: "redirect_uri", key: null, value: team, description: null, [source]: true };
  return url.includes("/prepare_")
    ? { status: source, preparation_steps: [step] }
    : credentialOf(team, source);
}

/** Calls `watch` in the context of each `setTimeout` of this package. Returns a function that stops watching. */
export function watchTimers(watch: (ms: number) => number): () => void {
  const { setTimeout } = globalThis;
  const watched = (callback: () => void, ms = 0) => setTimeout(callback, watch(ms));
  Object.assign(globalThis, { setTimeout: watched });
  return () => {
    Object.assign(globalThis, { setTimeout });
  };
}

/** The tenant that a piece of code works for, as an application of many tenants keeps it. */

import { AsyncLocalStorage } from "node:async_hooks";

export const current = new AsyncLocalStorage<number>();

/** The management key of a tenant. */
export function keyOf(tenant: number | undefined): string {
  return `mg_tenant_${tenant}`;
}

/** A team of a tenant, so that a request tells whose it is. */
export function teamOf(tenant: number, call = 0): string {
  return `0b5a6c1e-6d8f-4c53-${String(tenant).padStart(4, "0")}-${String(call).padStart(12, "0")}`;
}

/** The tenant and the call that a team stands for. */
export function ownerOf(team: string): { tenant: number; call: number } {
  return { tenant: Number(team.slice(19, 23)), call: Number(team.slice(24)) };
}

/** The team that a request is about. */
export function teamIn(url: string, body: string | undefined): string {
  const { searchParams } = new URL(url);
  return body === undefined ? (searchParams.get("team_id") ?? "") : JSON.parse(body).team_id;
}

export const orgId = "6f1c2a34-58d7-4b0e-9c61-2f7d0f4b9a10";

/** A credential of a team, from a source that this version does not know. */
export function credentialOf(team_id: string, source: string) {
  const time = "2026-05-01T10:00:00Z";
  return { id: team_id, source, team_id, created_at: time, updated_at: time };
}

/** What the API answers to `prepare` or `set`. */
export function answerOf(url: string, team: string, source: string) {
  const step = { type: "redirect_uri", key: null, value: team, description: null, [source]: true };
  return url.includes("/prepare_")
    ? { status: source, preparation_steps: [step] }
    : credentialOf(team, source);
}

/** Calls `watch` for each `setTimeout` of this package, in its context. Gives what ends that. */
export function watchTimers(watch: (ms: number) => number): () => void {
  const { setTimeout } = globalThis;
  const watched = (callback: () => void, ms = 0) => setTimeout(callback, watch(ms));
  Object.assign(globalThis, { setTimeout: watched });
  return () => {
    Object.assign(globalThis, { setTimeout });
  };
}

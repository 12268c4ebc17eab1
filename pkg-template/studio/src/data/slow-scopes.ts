/** The scopes whose page has been awaited for a while, so that a person sees what a listing waits for. */

import { useSyncExternalStore } from "react";
import { isEnv, isRegion, type Scope } from "./scopes.ts";

const msUntilSlow = 2000;
const waits = new Set<Scope>();
const listeners = new Set<() => void>();
let shown: readonly Scope[] = [];

function update(): void {
  shown = [...waits];
  for (const listener of listeners) listener();
}

/** Watches a request. Only listings count. Returns a function to call when it has ended. */
export function watch(url: string, method: string | undefined): () => void {
  const [, env = "", region = ""] = /\/team_custom_credentials\/(\w+)\/(\w+)/.exec(url) ?? [];
  if (method !== "GET" || !isEnv(env) || !isRegion(region)) return () => {};
  const scope = { env, region };
  const timer = setTimeout(() => {
    waits.add(scope);
    update();
  }, msUntilSlow);
  return () => {
    clearTimeout(timer);
    if (waits.delete(scope)) update();
  };
}

/** The scopes that are waited for now. */
export function useSlowScopes(): readonly Scope[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => shown,
  );
}

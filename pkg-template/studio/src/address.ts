/** The address of what the page shows: the view, its filters and its choices, in the query of the URL. */

import { useSyncExternalStore } from "react";

/** The views of the page. */
export const views = ["credentials", "set", "coverage", "plan"] as const;
export type View = (typeof views)[number];

/** What the page shows. An empty string stands for no choice. It never contains a secret. */
export interface Address {
  readonly view: View;
  readonly team: string;
  readonly provider: string;
  readonly env: string;
  readonly region: string;
  readonly text: string;
}

const names = ["team", "provider", "env", "region", "text"] as const;
const listeners = new Set<() => void>();
let shown = parsed(location.search);

function parsed(search: string): Address {
  const query = new URLSearchParams(search);
  const view = views.find((name) => name === query.get("view")) ?? "credentials";
  const [team = "", provider = "", env = "", region = "", text = ""] = names.map(
    (name) => query.get(name) ?? "",
  );
  return { view, team, provider, env, region, text };
}

/** The URL of an address, for a link. */
export function urlOf(address: Partial<Address>): string {
  const query = new URLSearchParams({ view: address.view ?? "credentials" });
  for (const name of names) if (address[name]) query.set(name, address[name]);
  return `?${query}`;
}

/**
 * Shows another address.
 *
 * @param isNewEntry Whether the back button returns to the current one. Default: only if the view changes.
 */
export function show(address: Partial<Address>, isNewEntry = address.view !== shown.view): void {
  const url = urlOf(address);
  if (isNewEntry) history.pushState(null, "", url);
  else history.replaceState(null, "", url);
  update();
}

function update(): void {
  shown = parsed(location.search);
  for (const listener of listeners) listener();
}

addEventListener("popstate", update);

/** The current address, kept up to date. */
export function useAddress(): Address {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => shown,
  );
}

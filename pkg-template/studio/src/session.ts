/** The token of the server: from the fragment of the URL into the storage of this tab, and out of the history. */

import { useSyncExternalStore } from "react";

const key = "studio-token";
let token = sessionStorage.getItem(key);
let isEnded = false;
const listeners = new Set<() => void>();

/** Takes the token from the URL, if there is one. Called at import, before anything else on the page. */
function takeToken(): void {
  const given = new URLSearchParams(location.hash.slice(1)).get("token");
  if (!given) return;
  history.replaceState(history.state, "", location.pathname + location.search);
  continueWith(given);
}

/** Continues with another token, such as that of a restarted server. */
export function continueWith(given: string): void {
  token = given;
  isEnded = false;
  sessionStorage.setItem(key, given);
  for (const listener of listeners) listener();
}

/** The token, for the header of a request. */
export function currentToken(): string | null {
  return token;
}

/** The server has refused the token: it was restarted. What was typed stays on the page. */
export function endSession(refused: string | null): void {
  // A response to a request with an older token says nothing about the current one.
  if (isEnded || refused !== token) return;
  isEnded = true;
  for (const listener of listeners) listener();
}

/** Calls a function after each change of the session. Returns a function that ends this. */
export function onSession(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Whether there is a token that works, as far as known. */
export type SessionState = "none" | "open" | "ended";

/** The state of the session. */
export const sessionState = (): SessionState => (isEnded ? "ended" : token === null ? "none" : "open");

/** The state of the session, kept up to date. */
export function useSession(): SessionState {
  return useSyncExternalStore(onSession, sessionState);
}

takeToken();
// Somebody pastes the printed URL into a tab that already shows the page.
addEventListener("hashchange", takeToken);

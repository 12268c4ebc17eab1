/** The colours of the page: those of the system, unless a person has chosen others. */

import { useSyncExternalStore } from "react";

const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

const key = "studio-theme";
const listeners = new Set<() => void>();
let current = themes.find((theme) => theme === localStorage.getItem(key)) ?? "system";
// The styles read it from there.
document.documentElement.dataset.theme = current;

/** Shows the next theme, and remembers it. */
export function showNextTheme(): void {
  current = themes[(themes.indexOf(current) + 1) % themes.length] ?? "system";
  localStorage.setItem(key, current);
  document.documentElement.dataset.theme = current;
  for (const listener of listeners) listener();
}

/** The theme, kept up to date. */
export function useTheme(): Theme {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => current,
  );
}

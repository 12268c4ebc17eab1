/** A button that changes between the colours of the system, light and dark ones. */

import { showNextTheme, useTheme } from "./theme.ts";

const names = { system: "System", light: "Light", dark: "Dark" };

export function ThemeButton() {
  const theme = useTheme();
  return (
    <button
      type="button"
      className="small"
      onClick={showNextTheme}
      aria-label={`Theme: ${names[theme]}`}
      title="Change the theme"
    >
      <span aria-hidden="true">◐</span> {names[theme]}
    </button>
  );
}

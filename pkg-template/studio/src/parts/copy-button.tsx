/** A button that copies a text. */

import { useEffect, useState } from "react";

interface CopyButtonProps {
  readonly text: string;
  /** What is copied, for people who cannot see what the button belongs to. */
  readonly what: string;
}

export function CopyButton({ text, what }: CopyButtonProps) {
  const [state, setState] = useState<"ready" | "copied" | "failed">("ready");
  useEffect(() => {
    if (state === "ready") return;
    const timer = setTimeout(() => setState("ready"), 2000);
    return () => clearTimeout(timer);
  }, [state]);
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setState("copied"),
      () => setState("failed"),
    );
  const label = { ready: "Copy", copied: "Copied", failed: "Select and copy it" }[state];
  return (
    <button type="button" className="small" onClick={copy} aria-label={`${label}: ${what}`}>
      <span aria-live="polite">{label}</span>
    </button>
  );
}

/** A message about a state: what happened, and what to do next. */

import type { ReactNode } from "react";
import { failureOf, isOfSession } from "../data/failure.ts";

interface NoticeProps {
  readonly tone: "info" | "warning" | "error" | "done";
  readonly title: ReactNode;
  readonly children?: ReactNode;
  /** What can be done about it. */
  readonly actions?: ReactNode;
}

/** Errors are announced at once, everything else when the person is idle. */
export function Notice({ tone, title, children, actions }: NoticeProps) {
  return (
    <div className={`notice ${tone}`} role={tone === "error" ? "alert" : "status"}>
      <div className="notice-text">
        <strong>{title}</strong>
        {children && <div>{children}</div>}
      </div>
      {actions && <div className="notice-actions">{actions}</div>}
    </div>
  );
}

interface FailureNoticeProps {
  readonly error: unknown;
  readonly what: string;
  readonly onRetry?: (() => void) | undefined;
}

/** An error of a call, unless it is that of the session. */
export function FailureNotice({ error, what, onRetry }: FailureNoticeProps) {
  if (isOfSession(error)) return null;
  const { title, next } = failureOf(error);
  const retry = onRetry && (
    <button type="button" onClick={onRetry}>
      Try again
    </button>
  );
  return (
    <Notice tone="error" title={what} actions={retry}>
      <Code text={`${title} ${next}`} />
    </Notice>
  );
}

/** A text whose parts between backticks are code. */
export function Code({ text }: { readonly text: string }) {
  return text.split("`").map((part, index) => (index % 2 === 0 ? part : <code key={index}>{part}</code>));
}

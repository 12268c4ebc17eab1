/** How far the listing has come, and which scopes have failed. */

import type { JunctionError } from "junction-credentials";
import { failureOf, isOfSession } from "../data/failure.ts";
import { type Scope, scopeName } from "../data/scopes.ts";
import { useSlowScopes } from "../data/slow-scopes.ts";
import { Code, Notice } from "../parts/notice.tsx";
import { ScopeLabel } from "../parts/scope-label.tsx";

interface ListingProgressProps {
  readonly isFetching: boolean;
  readonly read: number;
  readonly shown: number;
  readonly onRefresh: () => void;
}

const number = new Intl.NumberFormat("en");

export function ListingProgress({ isFetching, read, shown, onRefresh }: ListingProgressProps) {
  const slow = useSlowScopes();
  const count = shown === read ? number.format(read) : `${number.format(shown)} of ${number.format(read)}`;
  return (
    <div className="progress">
      <span role="status">
        {count} {read === 1 ? "credential" : "credentials"}
        {isFetching && " so far, reading…"}
        {isFetching && slow.length > 0 && ` Still waiting for ${slow.map(scopeName).join(", ")}.`}
      </span>
      <button type="button" className="small" onClick={onRefresh} disabled={isFetching}>
        Refresh
      </button>
      {isFetching && <span className="progress-line" aria-hidden="true" />}
    </div>
  );
}

interface FailedScopesProps {
  readonly failures: readonly (Scope & { readonly error: JunctionError })[];
  readonly isRetrying: boolean;
  readonly onRetry: () => void;
}

export function FailedScopes({ failures, isRetrying, onRetry }: FailedScopesProps) {
  if (failures.every(({ error }) => isOfSession(error))) return null;
  const retry = (
    <button type="button" onClick={onRetry} disabled={isRetrying}>
      {isRetrying ? "Reading…" : "Try again"}
    </button>
  );
  const title =
    failures.length === 4
      ? "No environment and region could be read."
      : "Not everything could be read. What is shown of these may be incomplete or out of date:";
  const texts = failures.map(({ error }) => failureOf(error));
  const [first] = texts;
  if (failures.length === 4 && first && texts.every(({ title }) => title === first.title)) {
    return (
      <Notice tone="error" title={title} actions={retry}>
        <Code text={`${first.title} ${first.next}`} />
      </Notice>
    );
  }
  return (
    <Notice tone={failures.length === 4 ? "error" : "warning"} title={title} actions={retry}>
      <ul>
        {failures.map(({ env, region, error }) => {
          const { title, next } = failureOf(error);
          return (
            <li key={`${env} ${region}`}>
              <ScopeLabel scope={{ env, region }} /> <Code text={`${title} ${next}`} />
            </li>
          );
        })}
      </ul>
    </Notice>
  );
}

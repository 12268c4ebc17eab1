/** What is still to be done after a credential was set. */

import type { ClientFacingTeamProviderCredentials } from "junction-credentials";
import { useEffect, useRef } from "react";
import { teamName, useTeams } from "../data/teams.ts";
import { Link } from "../parts/link.tsx";
import { FailureNotice, Notice } from "../parts/notice.tsx";
import { ScopeLabel } from "../parts/scope-label.tsx";
import { Steps, usePreparation } from "./preparation.tsx";
import type { Target } from "./target.ts";

interface AfterSavingProps {
  readonly target: Target;
  readonly credential: ClientFacingTeamProviderCredentials;
  readonly onAgain: () => void;
}

export function AfterSaving({ target, credential, onAgain }: AfterSavingProps) {
  const { team, provider, env, region } = target;
  const teams = useTeams();
  const preparation = usePreparation(target);
  const subscribers = preparation.data?.preparation_steps?.filter(({ type }) => type === "webhook_uri") ?? [];
  const section = useRef<HTMLElement>(null);
  // The button that had the focus has left the page.
  useEffect(() => section.current?.focus(), []);
  const isFitbit = provider === "fitbit";
  return (
    <section className="card" aria-label="Result" ref={section} tabIndex={-1}>
      <Notice
        tone="done"
        title={
          <>
            The credential of {provider} for <bdi>{teamName(teams.byId, team)}</bdi> is stored.
          </>
        }
      >
        <ScopeLabel scope={target} /> <code>{credential.id}</code>
      </Notice>
      <h2>Still to be done</h2>
      {isFitbit ? (
        <>
          <p>
            The credential becomes active when its owner selects <strong>Verify</strong> at Fitbit: open the
            settings of the application there, and verify each of these subscribers.
          </p>
          {preparation.error && (
            <FailureNotice
              error={preparation.error}
              what="The subscribers could not be read."
              onRetry={() => void preparation.refetch()}
            />
          )}
          <Steps steps={subscribers} />
        </>
      ) : (
        <p>Nothing. The credential is active.</p>
      )}
      <footer className="form-foot">
        <Link to={{ view: "credentials", team, provider, env, region }} className="button">
          Show it in the list
        </Link>
        <Link to={{ view: "set", env, region }} className="button primary">
          Set another one
        </Link>
        <button type="button" onClick={onAgain}>
          Set it again
        </button>
      </footer>
    </section>
  );
}

/** Sets a credential: what for, the steps at the provider, the form, and what is still to be done. */

import { useQuery } from "@tanstack/react-query";
import { type ClientFacingTeamProviderCredentials, redact } from "junction-credentials";
import { useState } from "react";
import type { Address } from "../address.ts";
import { dateOf } from "../credentials/rows.ts";
import { scopeName } from "../data/scopes.ts";
import { junction } from "../data/server.ts";
import { teamName, useTeams } from "../data/teams.ts";
import { FailureNotice, Notice } from "../parts/notice.tsx";
import { AfterSaving } from "./after-saving.tsx";
import { CredentialForm } from "./credential-form.tsx";
import { Preparation } from "./preparation.tsx";
import { type Target, targetOf } from "./target.ts";
import { TargetFields } from "./target-fields.tsx";

interface SetViewProps {
  readonly address: Address;
  readonly isHidden: boolean;
}

interface Saved {
  readonly target: Target;
  readonly credential: ClientFacingTeamProviderCredentials;
}

export function SetView({ address, isHidden }: SetViewProps) {
  const target = targetOf(address);
  const [saved, setSaved] = useState<Saved>();
  const isSaved = saved && target && isSameTarget(saved.target, target);
  return (
    <section className="view set" aria-label="Set a credential" hidden={isHidden}>
      <h1>Set a credential</h1>
      <TargetFields address={address} />
      {!target && (
        <p className="hint">
          Choose a team, a provider, an environment and a region. The steps and the form follow.
        </p>
      )}
      {target && isSaved && (
        <AfterSaving target={target} credential={saved.credential} onAgain={() => setSaved(undefined)} />
      )}
      {target && !isSaved && (
        <Steps target={target} onSaved={(credential) => setSaved({ target, credential })} />
      )}
    </section>
  );
}

interface StepsProps {
  readonly target: Target;
  readonly onSaved: (credential: ClientFacingTeamProviderCredentials) => void;
}

function Steps({ target, onSaved }: StepsProps) {
  const stored = useStored(target);
  const teams = useTeams();
  return (
    <>
      {target.provider === "fitbit" && (
        <Notice tone="warning" title="Fitbit was retired by its maker in September 2026.">
          Set <code>google_health</code>, its successor, instead.
        </Notice>
      )}
      {stored.data && (
        <Notice
          tone={target.env === "production" ? "warning" : "info"}
          title={`${teamName(teams.byId, target.team)} already has this credential, last set on ${dateOf(stored.data.updated_at)}.`}
        >
          The form begins with its values. Secrets are not shown and have to be entered again.
        </Notice>
      )}
      {stored.error && (
        <FailureNotice
          error={stored.error}
          what={`It could not be read whether this credential exists in ${scopeName(target)}. Setting it would replace it.`}
          onRetry={() => void stored.refetch()}
        />
      )}
      <div className="columns">
        <Preparation target={target} />
        {/* A form for another provider begins anew. Everything else keeps what was typed. */}
        <CredentialForm
          key={target.provider}
          target={target}
          stored={stored.data ?? undefined}
          onSaved={onSaved}
        />
      </div>
    </>
  );
}

/** Reads the credential that would be replaced, without its secrets. */
function useStored({ team, provider, env, region }: Target) {
  return useQuery({
    queryKey: ["stored", env, region, team, provider],
    // Somebody else may have set it since.
    staleTime: 0,
    queryFn: async ({ signal }) => {
      const listing = junction()
        .teamCustomCredentials(env, region)
        .list({ team_id: [team] }, { signal });
      for await (const credential of listing) if (credential.source === provider) return redact(credential);
      return null;
    },
  });
}

const isSameTarget = (one: Target, other: Target): boolean =>
  one.team === other.team &&
  one.provider === other.provider &&
  one.env === other.env &&
  one.region === other.region;

/** Sets a credential: what for, the steps at the provider, the form, and what is still to be done. */

import { useQuery } from "@tanstack/react-query";
import { type ClientFacingTeamProviderCredentials, redact } from "junction-credentials";
import { useEffect, useRef, useState } from "react";
import type { Address } from "../address.ts";
import { dateOf } from "../credentials/rows.ts";
import { scopeName } from "../data/scopes.ts";
import { junction } from "../data/server.ts";
import { teamName, useTeams } from "../data/teams.ts";
import { Link } from "../parts/link.tsx";
import { FailureNotice, Notice } from "../parts/notice.tsx";
import { AfterSaving } from "./after-saving.tsx";
import { CredentialForm } from "./credential-form.tsx";
import { Preparation } from "./preparation.tsx";
import { isProvider, type Target, targetOf } from "./target.ts";
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
  const complete = targetOf(address);
  const last = useRef(complete);
  if (complete) last.current = complete;
  // What was typed stays while another team is chosen, which may leave the choice incomplete for a moment.
  const target = complete ?? (last.current?.provider === address.provider ? last.current : undefined);
  const [saved, setSaved] = useState<Saved>();
  const [isSaving, setSaving] = useState(false);
  const isSaved = saved && target && isSameTarget(saved.target, target);
  const { team, provider, env, region } = address;
  // Whoever returns to this view or to this choice wants to set it again. It may also have been deleted meanwhile.
  useEffect(() => {
    if (isHidden) setSaved(undefined);
  }, [isHidden]);
  useEffect(() => setSaved(undefined), [team, provider, env, region]);
  return (
    <section className="view set" aria-label="Set a credential" hidden={isHidden}>
      <h1>Set a credential</h1>
      {/* The result of a request belongs to the choice that it was made for. */}
      <fieldset disabled={isSaving}>
        <TargetFields address={address} />
      </fieldset>
      {!complete && <Incomplete provider={provider} />}
      {target && (
        <div className="target" hidden={!complete}>
          {isSaved ? (
            <AfterSaving target={target} credential={saved.credential} onAgain={() => setSaved(undefined)} />
          ) : (
            <Steps
              target={target}
              onSaving={setSaving}
              onSaved={(credential) => setSaved({ target, credential })}
            />
          )}
        </div>
      )}
    </section>
  );
}

/** What is still to be chosen. */
function Incomplete({ provider }: { readonly provider: string }) {
  if (provider && !isProvider(provider)) {
    return (
      <Notice tone="warning" title="This version of junction-credentials does not know this provider.">
        A newer version may be able to set <code>{provider}</code>. Until then, choose another provider.
      </Notice>
    );
  }
  return (
    <p className="hint">
      Choose a team, a provider, an environment and a region. The steps and the form follow.
    </p>
  );
}

interface StepsProps {
  readonly target: Target;
  readonly onSaving: (isSaving: boolean) => void;
  readonly onSaved: (credential: ClientFacingTeamProviderCredentials) => void;
}

function Steps({ target, onSaving, onSaved }: StepsProps) {
  const stored = useStored(target);
  const teams = useTeams();
  return (
    <>
      {target.provider === "fitbit" && (
        <Notice tone="warning" title="Fitbit was retired by its maker in September 2026.">
          Set its successor instead:{" "}
          <Link to={{ view: "set", ...target, provider: "google_health" }}>
            <code>google_health</code>
          </Link>
          .
        </Notice>
      )}
      {stored.data && (
        <Notice
          tone={target.env === "production" ? "warning" : "info"}
          title={
            <>
              <bdi>{teamName(teams.byId, target.team)}</bdi> already has this credential, last set on{" "}
              {dateOf(stored.data.updated_at)}.
            </>
          }
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
          isReading={stored.isPending}
          onSaving={onSaving}
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
    // Somebody else may have set it since, and the form must not begin with old values.
    staleTime: 0,
    gcTime: 0,
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

/** The steps to take at the provider before a credential is set. */

import { useQuery } from "@tanstack/react-query";
import {
  type CustomCredentialPreparationStep,
  type PrepareTeamCustomCredentialsBody,
  schemas,
} from "junction-credentials";
import { junction } from "../data/server.ts";
import { CopyButton } from "../parts/copy-button.tsx";
import { FailureNotice } from "../parts/notice.tsx";
import type { Target } from "./target.ts";

const places: ReadonlyMap<string, string> = new Map([
  ["redirect_uri", "Redirect URI of the application"],
  ["webhook_uri", "Subscriber of the application"],
  ["iam_principal", "Principal in the project"],
]);

/** Reads the steps. */
export function usePreparation({ team, provider, env, region }: Target) {
  const body = { team_id: team, provider } as PrepareTeamCustomCredentialsBody;
  return useQuery({
    queryKey: ["preparation", env, region, team, provider],
    queryFn: ({ signal }) => {
      // There are no steps for companies that only take part in laboratory orders.
      const isAccepted = !schemas.PrepareTeamCustomCredentialsBody["~standard"].validate(body).issues;
      return isAccepted ? junction().teamCustomCredentials(env, region).prepare(body, { signal }) : null;
    },
  });
}

export function Preparation({ target }: { readonly target: Target }) {
  const preparation = usePreparation(target);
  const steps = preparation.data?.preparation_steps ?? [];
  return (
    <section className="card" aria-label="Preparation">
      <h2>1. Prepare {target.provider}</h2>
      {preparation.isPending && <p className="muted">Asking Junction which steps are needed…</p>}
      {preparation.error && (
        <FailureNotice
          error={preparation.error}
          what="The steps could not be read. You can set the credential without them."
          onRetry={() => void preparation.refetch()}
        />
      )}
      {preparation.isSuccess && steps.length === 0 && <p>No step is needed at the provider.</p>}
      {steps.length > 0 && <Steps steps={steps} />}
    </section>
  );
}

/** A list of steps, each with its value to copy. */
export function Steps({ steps }: { readonly steps: readonly CustomCredentialPreparationStep[] }) {
  return (
    <ol className="steps">
      {steps.map(({ type, key, value, description }) => (
        <li key={`${type} ${key} ${value}`}>
          <div className="step-name">
            {places.get(type) ?? type}
            {key && <code>{key}</code>}
          </div>
          {description && <p className="help">{description}</p>}
          <div className="row">
            <code className="value">{value}</code>
            <CopyButton text={value} what={`${places.get(type) ?? type} ${key ?? ""}`.trim()} />
          </div>
        </li>
      ))}
    </ol>
  );
}

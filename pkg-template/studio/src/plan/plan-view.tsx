/** What differs between the config of the server and what is stored. It only shows; the command line applies. */

import { useQuery } from "@tanstack/react-query";
import type { Action, Change, Plan, SecretState } from "junction-credentials/plan";
import { readPlan } from "../data/server.ts";
import { Code, FailureNotice, Notice } from "../parts/notice.tsx";
import { ScopeLabel } from "../parts/scope-label.tsx";

const actions: { readonly [Name in Action]: string } = {
  create: "Create",
  update: "Update",
  delete: "Delete",
  trust: "Trust",
  skip: "Skip",
  none: "No change",
};

const secrets: { readonly [State in SecretState]: string } = {
  none: "no client secret",
  same: "same client secret",
  rotated: "new client secret",
  unverified: "client secret not verified",
  changed_elsewhere: "written by somebody else",
};

export function PlanView() {
  const plan = useQuery({ queryKey: ["plan"], queryFn: ({ signal }) => readPlan(signal) });
  return (
    <section className="view" aria-label="Plan">
      <div className="bar">
        <h1>Plan</h1>
        <div className="progress">
          <span role="status">{plan.isFetching ? "Comparing…" : plan.data && summaryOf(plan.data)}</span>
          <button
            type="button"
            className="small"
            onClick={() => void plan.refetch()}
            disabled={plan.isFetching}
          >
            Compare again
          </button>
        </div>
      </div>
      {plan.error && (
        <FailureNotice
          error={plan.error}
          what="The plan could not be made."
          onRetry={() => void plan.refetch()}
        />
      )}
      {plan.data && <Changes plan={plan.data} />}
    </section>
  );
}

function Changes({ plan }: { readonly plan: Plan }) {
  const changes = plan.changes.filter(({ action }) => action !== "none");
  if (changes.length === 0) {
    return (
      <Notice tone="done" title="What is stored is what the config says.">
        There is nothing to apply.
      </Notice>
    );
  }
  return (
    <>
      <p className="hint">
        To make these changes, run <code>npx junction-credentials apply</code> where the config is.
      </p>
      <ul className="changes">
        {changes.map((change) => (
          <ChangeItem
            key={[change.env, change.region, change.team_id, change.provider].join(" ")}
            change={change}
          />
        ))}
      </ul>
    </>
  );
}

function ChangeItem({ change }: { readonly change: Change }) {
  const { action, team_name, team_id, provider, secret, fields, drops, reason } = change;
  return (
    <li className={`change ${action}`}>
      <span className="action">{actions[action] ?? action}</span>
      <div>
        <strong>
          {provider} of <bdi>{team_name ?? team_id}</bdi>
        </strong>{" "}
        <ScopeLabel scope={change} />
        <div className="muted">
          {secrets[secret] ?? secret}
          {reason && <Code text={`: ${reason}`} />}
        </div>
        {fields.length + drops.length > 0 && (
          <ul className="fields">
            {fields.map(({ path, change: kind, sensitive, before, after }) => (
              <li key={path}>
                <code>{path}</code> {kind}
                {!sensitive && <Values kind={kind} before={before} after={after} />}
              </li>
            ))}
            {drops.map((path) => (
              <li key={path}>
                <code>{path}</code> is removed, because neither the config nor this version knows it
              </li>
            ))}
          </ul>
        )}
      </div>
    </li>
  );
}

function Values({
  kind,
  before,
  after,
}: {
  readonly kind: string;
  readonly before: unknown;
  readonly after: unknown;
}) {
  const shown = (value: unknown) => <code>{JSON.stringify(value)}</code>;
  if (kind === "added") return <>: {shown(after)}</>;
  if (kind === "removed") return <>: {shown(before)}</>;
  return (
    <>
      {" "}
      from {shown(before)} to {shown(after)}
    </>
  );
}

function summaryOf({ summary }: Plan): string {
  const names = ["create", "update", "delete", "trust", "skip", "none"] as const;
  return names
    .filter((name) => summary[name] > 0)
    .map((name) =>
      name === "none" ? `${summary[name]} unchanged` : `${summary[name]} to ${actions[name].toLowerCase()}`,
    )
    .join(", ");
}

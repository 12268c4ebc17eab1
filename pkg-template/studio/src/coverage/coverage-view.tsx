/** Which team has a credential for which provider, in one scope. */

import { useMemo, useState } from "react";
import { type Address, show } from "../address.ts";
import { FailedScopes } from "../credentials/listing-state.tsx";
import { useListing } from "../data/listing.ts";
import { isEnv, isRegion, isSameScope, type Scope, scopeName } from "../data/scopes.ts";
import { useTeams } from "../data/teams.ts";
import { FailureNotice, Notice } from "../parts/notice.tsx";
import { ScopeFields } from "../parts/scope-fields.tsx";
import { CoverageGrid } from "./coverage-grid.tsx";
import { gridOf, successors } from "./grid.ts";

export function CoverageView({ address }: { readonly address: Address }) {
  const listing = useListing();
  const teams = useTeams();
  const [hasAllProviders, setAllProviders] = useState(false);
  const env = isEnv(address.env) ? address.env : "production";
  const region = isRegion(address.region) ? address.region : "us";
  const text = address.text.toLowerCase();
  const scope = useMemo(() => ({ env, region }), [env, region]);

  const isFailed = listing.data?.failures.some((failure) => isSameScope(failure, scope)) ?? false;
  const isRead = listing.data?.isComplete === true && !isFailed;
  const grid = useMemo(
    () => gridOf(listing.data?.rows ?? [], teams.data ?? [], { scope, hasAllProviders, isRead }),
    [listing.data, teams.data, scope, hasAllProviders, isRead],
  );
  const lines = useMemo(
    () => grid.teams.filter(({ name }) => name.toLowerCase().includes(text)),
    [grid, text],
  );
  const change = (choice: Partial<Address>) => show({ ...address, ...choice }, false);
  const isReading = listing.isFetching || teams.isFetching;

  return (
    <section className="view coverage" aria-label="Coverage">
      <h1 className="hidden">Coverage</h1>
      <search className="filters">
        <ScopeFields env={env} region={region} onChoose={change} />
        <div className="field text">
          <label htmlFor="coverage-text">Team</label>
          <input
            id="coverage-text"
            type="search"
            value={address.text}
            placeholder="Part of a name"
            autoComplete="off"
            onChange={({ target }) => change({ text: target.value })}
          />
        </div>
        <label className="check">
          <input
            type="checkbox"
            checked={hasAllProviders}
            onChange={({ target }) => setAllProviders(target.checked)}
          />
          All OAuth providers
        </label>
      </search>
      {listing.error && (
        <FailureNotice
          error={listing.error}
          what="The credentials could not be read."
          onRetry={() => void listing.refetch()}
        />
      )}
      {teams.error && (
        <FailureNotice
          error={teams.error}
          what="The teams could not be read, so teams without a credential are not shown."
          onRetry={() => void teams.refetch()}
        />
      )}
      <FailedScopes
        failures={listing.data?.failures.filter((failure) => isSameScope(failure, scope)) ?? []}
        isRetrying={listing.isFetching}
        onRetry={() => void listing.refetch()}
      />
      {grid.toReplace > 0 && (
        <Notice
          tone="warning"
          title={`Fitbit was retired in September 2026. ${grid.toReplace} ${grid.toReplace === 1 ? "team has" : "teams have"} a fitbit credential and none for google_health.`}
        >
          Choose the cell of a team to set <code>google_health</code>, its successor.
        </Notice>
      )}
      <div className="bar">
        <span role="status">
          {lines.length} {lines.length === 1 ? "team" : "teams"} in {scopeName(scope)}
          {isReading && ", reading…"}
        </span>
        <ul className="legend" aria-label="Legend">
          <li className="present">present</li>
          <li className="missing">missing</li>
          <li className="replace">retired</li>
          {grid.providers.some((provider) => successors.has(provider)) && (
            <li className="retired">retired, successor present</li>
          )}
          {!isRead && <li className="unknown">unknown</li>}
        </ul>
      </div>
      {lines.length > 0 && grid.providers.length > 0 ? (
        <CoverageGrid grid={grid} lines={lines} scope={scope} />
      ) : (
        <div className="empty">
          <Empty
            scope={scope}
            isReading={isReading}
            isRead={isRead}
            isFiltered={grid.teams.length > lines.length}
            onShowAll={() => change({ text: "" })}
          />
        </div>
      )}
    </section>
  );
}

interface EmptyProps {
  readonly scope: Scope;
  readonly isReading: boolean;
  readonly isRead: boolean;
  readonly isFiltered: boolean;
  readonly onShowAll: () => void;
}

/** What to do where there is no grid. */
function Empty({ scope, isReading, isRead, isFiltered, onShowAll }: EmptyProps) {
  if (isReading) return <p>Reading the credentials and the teams…</p>;
  if (isFiltered) {
    return (
      <>
        <p>No team has this name.</p>
        <button type="button" onClick={onShowAll}>
          Show all teams
        </button>
      </>
    );
  }
  if (!isRead) return <p>Nothing could be read of {scopeName(scope)}. See the message above.</p>;
  return (
    <>
      <p>No team has a credential in {scopeName(scope)}.</p>
      <button type="button" className="primary" onClick={() => show({ view: "set", ...scope })}>
        Set the first one
      </button>
    </>
  );
}

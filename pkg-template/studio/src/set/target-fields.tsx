/** The fields that choose what a credential is set for. They are in the URL. */

import { useMemo } from "react";
import { type Address, show } from "../address.ts";
import { teamOptions, useTeams } from "../data/teams.ts";
import { FailureNotice, Notice } from "../parts/notice.tsx";
import { Picker } from "../parts/picker.tsx";
import { ScopeFields } from "../parts/scope-fields.tsx";
import { providerOptions } from "./target.ts";

export function TargetFields({ address }: { readonly address: Address }) {
  const teams = useTeams();
  const options = useMemo(() => teamOptions(teams.data ?? []), [teams.data]);
  const change = (choice: Partial<Address>) => show({ ...address, text: "", ...choice }, false);
  const team = teams.byId.get(address.team.toLowerCase());
  const isElsewhere = team !== undefined && address.region !== "" && team.region !== address.region;
  return (
    <>
      <div className="filters">
        {teams.error ? (
          <TeamId value={address.team} onType={(id) => change({ team: id })} />
        ) : (
          <Picker
            label="Team"
            options={options}
            value={address.team}
            placeholder={teams.isPending ? "Reading the teams…" : "Choose a team"}
            empty="No team has this name."
            // The region of a team is fixed.
            onChoose={(id) => change({ team: id, region: teams.byId.get(id)?.region ?? address.region })}
          />
        )}
        <Picker
          label="Provider"
          options={providerOptions}
          value={address.provider}
          placeholder="Choose a provider"
          empty="No provider has this name."
          onChoose={(provider) => change({ provider })}
        />
        <ScopeFields env={address.env} region={address.region} onChoose={change} />
      </div>
      {teams.error && (
        <FailureNotice
          error={teams.error}
          what="The teams could not be read, so a team can be chosen only by its id."
          onRetry={() => void teams.refetch()}
        />
      )}
      {isElsewhere && (
        <Notice
          tone="warning"
          title={
            <>
              The data of <bdi>{team.name}</bdi> is in the region {team.region.toUpperCase()}.
            </>
          }
        >
          Choose this region, unless you are sure.
        </Notice>
      )}
    </>
  );
}

interface TeamIdProps {
  readonly value: string;
  readonly onType: (value: string) => void;
}

/** Takes the place of the list of teams, which some keys may not read. */
function TeamId({ value, onType }: TeamIdProps) {
  return (
    <div className="field">
      <label htmlFor="team-id">Team id</label>
      <input
        id="team-id"
        value={value}
        autoComplete="off"
        spellCheck={false}
        onChange={({ target }) => onType(target.value.trim())}
      />
    </div>
  );
}

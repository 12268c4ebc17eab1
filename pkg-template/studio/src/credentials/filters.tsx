/** The filters of the credentials. They are in the URL, so that a link and a reload keep them. */

import { useMemo } from "react";
import { type Address, show } from "../address.ts";
import { type Team, teamOptions } from "../data/teams.ts";
import { Picker } from "../parts/picker.tsx";
import { ScopeFields } from "../parts/scope-fields.tsx";
import type { Row } from "./rows.ts";

interface FiltersProps {
  readonly address: Address;
  readonly rows: readonly Row[];
  readonly teams: readonly Team[];
}

export function Filters({ address, rows, teams }: FiltersProps) {
  const providers = useMemo(
    () => [...new Set(rows.map(({ provider }) => provider))].sort().map((value) => ({ value, label: value })),
    [rows],
  );
  const options = useMemo(() => teamOptions(teams), [teams]);
  const change = (filter: Partial<Address>) => show({ ...address, ...filter }, false);
  return (
    <search className="filters">
      <div className="field text">
        <label htmlFor="filter-text">Search</label>
        <input
          id="filter-text"
          type="search"
          value={address.text}
          placeholder="Team, provider, ID"
          autoComplete="off"
          spellCheck={false}
          onChange={({ target }) => change({ text: target.value })}
        />
      </div>
      <Picker
        label="Team"
        options={options}
        value={address.team}
        onChoose={(team) => change({ team })}
        placeholder="All teams"
        empty="No team has this name."
      />
      <Picker
        label="Provider"
        options={providers}
        value={address.provider}
        onChoose={(provider) => change({ provider })}
        placeholder="All providers"
        empty="No credential is for this provider."
      />
      <ScopeFields env={address.env} region={address.region} hasAll onChoose={change} />
    </search>
  );
}

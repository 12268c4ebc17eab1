/** The teams of the organisation, and their names. */

import { useQuery } from "@tanstack/react-query";
import type { ClientFacingOrgTeamListItem } from "junction-credentials";
import { useMemo } from "react";
import type { Option } from "../parts/picker.tsx";
import { junction } from "./server.ts";

/** A team. */
export type Team = ClientFacingOrgTeamListItem;

/** Reads all teams. */
export function useTeams() {
  const query = useQuery({
    queryKey: ["teams"],
    queryFn: ({ signal }) => junction().teams.list({}, { signal }).toArray(),
  });
  const byId = useMemo(() => new Map(query.data?.map((team) => [team.id.toLowerCase(), team])), [query.data]);
  return { ...query, byId };
}

/** The options of a field to choose a team. Their notes tell teams with the same name apart. */
export function teamOptions(teams: readonly Team[]): readonly Option[] {
  const counts = new Map<string, number>();
  for (const { name } of teams) counts.set(name, (counts.get(name) ?? 0) + 1);
  return teams.map(({ id, name, region }) => ({
    value: id,
    label: name,
    note: counts.get(name) !== 1 ? `${region.toUpperCase()} ${id}` : region.toUpperCase(),
  }));
}

/** The name of a team, or its id as long as its name is not known. */
export function teamName(byId: ReadonlyMap<string, Team>, id: string): string {
  return byId.get(id.toLowerCase())?.name ?? id;
}

/** The teams of the organisation, and their names. */

import { useQuery } from "@tanstack/react-query";
import type { ClientFacingOrgTeamListItem } from "junction-credentials";
import { useMemo } from "react";
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

/** The name of a team, or its id as long as its name is not known. */
export function teamName(byId: ReadonlyMap<string, Team>, id: string): string {
  return byId.get(id.toLowerCase())?.name ?? id;
}

/** The columns of the table. */

import type { Row } from "./rows.ts";

/** The columns that can be sorted, in the order of the cells. */
export const columns = [
  { id: "team", header: "Team", accessorFn: (row: Row) => row.team, sortFn: "alphanumeric" as const },
  { id: "provider", header: "Provider", accessorFn: (row: Row) => row.provider, sortFn: "text" as const },
  {
    id: "scope",
    header: "Scope",
    accessorFn: (row: Row) => `${row.env} ${row.region}`,
    sortFn: "text" as const,
  },
  { id: "client_id", header: "Client ID", accessorFn: (row: Row) => row.client_id, sortFn: "text" as const },
  { id: "updated_at", header: "Last set", accessorFn: (row: Row) => row.updated_at, sortFn: "text" as const },
];

// Begins the calls of several tenants in one turn, with a key that a function reads from an `AsyncLocalStorage`. Prints
// for each request whose key it carried, and whose team it asked about.

import { AsyncLocalStorage } from "node:async_hooks";
import { JunctionManagement } from "junction-credentials";
import { fakeManagementApi, sampleCredentials } from "junction-credentials/testing";

const tenant = new AsyncLocalStorage();
const api = fakeManagementApi({ credentials: sampleCredentials(12, { teams: 3 }), pageSize: 2 });
const teams = [...new Set(api.credentials.map(({ team_id }) => team_id))];
const junction = new JunctionManagement({
  orgId: "6f1c2a34-58d7-4b0e-9c61-2f7d0f4b9a10",
  managementKey: () => `mg_${tenant.getStore()}`,
  fetch: api.fetch,
});
const credentials = junction.teamCustomCredentials("sandbox", "us");

await Promise.all(
  teams.map((team) => tenant.run(team, () => credentials.list({ team_id: [team] }).toArray({ limit: 9 }))),
);

console.log(
  JSON.stringify(
    api.requests.map(({ headers, query }) => ({
      key: headers["x-management-key"],
      team: query.get("team_id"),
    })),
  ),
);

// Starts calls of several tenants in the same turn of the event loop, with a key function that reads an
// `AsyncLocalStorage`. Prints for each request the owner of its key and the owner of its team.

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

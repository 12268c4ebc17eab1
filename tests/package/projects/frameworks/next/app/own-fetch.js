import { JunctionManagement } from "junction-credentials";

/**
 * Returns the client ids of the credentials on the server at `JUNCTION_API`, using the global `fetch`, which Next
 * replaces.
 */
export async function listedClientIds() {
  const junction = new JunctionManagement({
    orgId: "6f1c2a34-58d7-4b0e-9c61-2f7d0f4b9a10",
    managementKey: "mg_test",
    baseUrl: process.env.JUNCTION_API,
  });
  const credentials = await junction.teamCustomCredentials("sandbox", "us").list().toArray({ limit: 9 });
  return credentials.map(({ client_id }) => client_id).join();
}

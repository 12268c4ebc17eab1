import { JunctionManagement } from "junction-credentials";
import { fakeManagementApi, sampleCredentials } from "junction-credentials/testing";

const api = fakeManagementApi({ credentials: sampleCredentials(45) });
const junction = new JunctionManagement({
  orgId: "6f1c2a34-58d7-4b0e-9c61-2f7d0f4b9a10",
  managementKey: "mg_test",
  fetch: api.fetch,
});
const credentials = await junction.teamCustomCredentials("sandbox", "us").list().toArray();

console.log(credentials.length);

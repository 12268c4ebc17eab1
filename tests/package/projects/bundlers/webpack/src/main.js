import { init, JunctionManagement } from "junction-credentials";
import { fakeManagementApi, sampleCredentials } from "junction-credentials/testing";

await init();
const { fetch } = fakeManagementApi({ credentials: sampleCredentials(120) });
const orgId = "6f1c2a34-58d7-4b0e-9c61-2f7d0f4b9a10";
const junction = new JunctionManagement({
  orgId,
  managementKey: "mg_test",
  fetch,
  dangerouslyAllowBrowser: true,
});
const credentials = await junction.teamCustomCredentials("sandbox", "us").list().toArray({ limit: 1000 });

document.querySelector("output").textContent = credentials.length;

// Prints the number of credentials that a client lists, loaded with `import`.

import { JunctionManagement } from "junction-credentials";
import { initSync } from "junction-credentials/slim";
import { fakeManagementApi, sampleCredentials } from "junction-credentials/testing";

const { fetch } = fakeManagementApi({ credentials: sampleCredentials(3) });
const orgId = "6f1c2a34-58d7-4b0e-9c61-2f7d0f4b9a10";
const junction = new JunctionManagement({ orgId, managementKey: "mg_test", fetch });
const listed = await junction.teamCustomCredentials("sandbox", "us").list().toArray({ limit: 9 });

console.log(listed.length, typeof initSync);

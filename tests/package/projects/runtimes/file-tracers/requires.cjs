// Prints the number of credentials that a client lists, loaded with `require`.

const { JunctionManagement } = require("junction-credentials");
const { initSync } = require("junction-credentials/slim");
const { fakeManagementApi, sampleCredentials } = require("junction-credentials/testing");

const { fetch } = fakeManagementApi({ credentials: sampleCredentials(3) });
const orgId = "6f1c2a34-58d7-4b0e-9c61-2f7d0f4b9a10";
const junction = new JunctionManagement({ orgId, managementKey: "mg_test", fetch });

junction
  .teamCustomCredentials("sandbox", "us")
  .list()
  .toArray({ limit: 9 })
  .then((listed) => console.log(listed.length, typeof initSync));

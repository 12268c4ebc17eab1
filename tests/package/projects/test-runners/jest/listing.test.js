const { isJunctionError, JunctionManagement } = require("junction-credentials");
const { fakeManagementApi, sampleCredentials } = require("junction-credentials/testing");

test("a listing of the fake API comes through, and so does its error", async () => {
  const api = fakeManagementApi({ credentials: sampleCredentials(45), pageSize: 20 });
  const junction = new JunctionManagement({
    orgId: "6f1c2a34-58d7-4b0e-9c61-2f7d0f4b9a10",
    managementKey: "mg_test",
    // jsdom and happy-dom look like a browser window.
    dangerouslyAllowBrowser: true,
    fetch: api.fetch,
  });
  const credentials = junction.teamCustomCredentials("sandbox", "us");

  expect(await credentials.list().toArray()).toEqual(api.credentials);
  expect(api.requests).toHaveLength(3);

  api.faults.push({ kind: "status", status: 403 });
  const error = await credentials.list().then(undefined, (thrown) => thrown);
  expect(isJunctionError(error) && error.kind).toBe("api");
});

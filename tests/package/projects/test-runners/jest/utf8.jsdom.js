const { JunctionManagement, schemas } = require("junction-credentials");

const page = { credentials: [], next_cursor: "Zoë 🏃" };
const json = JSON.stringify(page);

test("with TextDecoder and TextEncoder of node:util, calls and schemas work", async () => {
  const bytes = new TextEncoder().encode(json);
  const junction = new JunctionManagement({
    orgId: "6f1c2a34-58d7-4b0e-9c61-2f7d0f4b9a10",
    managementKey: "mg_test",
    dangerouslyAllowBrowser: true,
    // jsdom has no Response.
    fetch: async () => ({
      status: 200,
      headers: { get: () => null },
      arrayBuffer: async () => bytes.slice().buffer,
    }),
  });

  expect(await junction.teamCustomCredentials("sandbox", "us").list()).toEqual(page);
  // Typed arrays of the realms of Node and of jsdom, which differ.
  for (const given of [json, bytes, Uint8Array.from(bytes), Uint8Array.from(bytes).buffer]) {
    expect(schemas.CustomCredentialsResponse.parseJson(given)).toEqual(page);
  }
});

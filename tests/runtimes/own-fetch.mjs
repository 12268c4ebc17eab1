/** Calls with the runtime's own `fetch`, which the tests of tests/behaviour replace. */

import { JunctionManagement } from "junction-credentials";

const orgId = "6f1c2a34-58d7-4b0e-9c61-2f7d0f4b9a10";
const team_id = "0b5a6c1e-6d8f-4c53-9a55-0d0c6a3c8f11";

/**
 * @param {string} baseUrl The URL of the server in loopback.ts.
 * @returns The results, and the error of a redirect.
 */
export async function callsOver(baseUrl) {
  const credentials = of(baseUrl);
  const { credentials: listed } = await credentials.list({ team_id: [team_id] });
  const { client_id } = await credentials.set({
    team_id,
    provider: "strava",
    client_id: "zoë",
    client_secret: "s",
  });
  const redirect = await of(`${baseUrl}/moved`).list().then(String, String);
  return { listed: listed.map(({ source }) => source), client_id, redirect };
}

/** @param {string} baseUrl */
function of(baseUrl) {
  const junction = new JunctionManagement({ orgId, managementKey: "mg_loopback", baseUrl });
  return junction.teamCustomCredentials("sandbox", "us");
}

// A Worker that runs the part of the package that the path of the URL names.

import { JunctionManagement } from "junction-credentials";
import { runTests } from "./behaviour.mjs";
import { callsOver } from "./own-fetch.mjs";

// One client for all requests during the lifetime of the Worker.
let shared;

const routes = {
  "/behaviour": () => runTests(),
  "/own-fetch": ({ api }) => callsOver(api),
  "/three-calls": ({ api, team }) => threeCalls(api, team),
  "/globals": () => ({ process: typeof process, Buffer: typeof Buffer }),
};

export default {
  async fetch(request) {
    const { pathname, searchParams } = new URL(request.url);
    return Response.json(await routes[pathname](Object.fromEntries(searchParams)));
  },
};

/** Returns the teams in three responses. */
async function threeCalls(baseUrl, team_id) {
  const orgId = "6f1c2a34-58d7-4b0e-9c61-2f7d0f4b9a10";
  shared ??= new JunctionManagement({ orgId, managementKey: async () => "mg_worker", baseUrl });
  const credentials = shared.teamCustomCredentials("sandbox", "us");

  const { credentials: listed } = await credentials.list({ team_id: [team_id] });
  const credential = await credentials.set({
    team_id,
    provider: "strava",
    client_id: "c",
    client_secret: "s",
  });
  const { preparation_steps } = await credentials.prepare({ team_id, provider: "strava" });
  return [
    ...listed.map(({ team_id }) => team_id),
    credential.team_id,
    ...preparation_steps.map(({ value }) => value),
  ];
}

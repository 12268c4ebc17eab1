// What the teams should have. Secrets are not in this file: it says where they come from.

import { defineConfig } from "junction-credentials/plan";

export const config = defineConfig({
  credentials: [
    {
      env: "sandbox",
      team: "Clinic North",
      provider: "strava",
      client_id: "12345",
      client_secret: { env: "STRAVA_CLIENT_SECRET" },
    },
    {
      env: "sandbox",
      team: "Clinic North",
      provider: "polar",
      client_id: "67890",
      client_secret: { env: "POLAR_CLIENT_SECRET" },
      details: { webhook_secret: { env: "POLAR_WEBHOOK_SECRET" } },
    },
  ],
  prune: [{ env: "sandbox", region: "us", teams: ["Clinic North"] }],
});

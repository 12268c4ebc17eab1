// What both servers mount: the callback and the proxy. The client reads JUNCTION_ORG_ID and JUNCTION_MANAGEMENT_KEY.

import { JunctionManagement } from "junction-credentials";
import { forwardCallback } from "junction-credentials/callback";
import { managementProxy } from "junction-credentials/proxy";
import { isAdmin } from "./session.mjs";

const { PORT = "3000", ADMIN_ORIGIN = `http://localhost:${PORT}`, JUNCTION_BASE_URL } = process.env;

export const port = Number(PORT);

/** Returns null for callbacks that are not Junction's. */
export const callback = forwardCallback({
  scopes: [{ env: "production", region: "us" }],
  providers: ["google_health"],
  shared: true,
});

export const proxy = managementProxy({
  junction: new JunctionManagement({ baseUrl: JUNCTION_BASE_URL }),
  basePath: "/api/junction",
  operations: ["teams", "list", "prepare", "set", "delete"],
  // In production, the origin of your front end and of this server: https://admin.example.com.
  origins: [ADMIN_ORIGIN],
  authorize({ request }) {
    if (isAdmin(request.headers)) return { actor: "admin", team_ids: "all" };
    const headers = { "www-authenticate": "Bearer" };
    return Response.json({ detail: "a session or a bearer token is needed" }, { status: 401, headers });
  },
  onAudit: (event) => console.log(JSON.stringify(event)),
});

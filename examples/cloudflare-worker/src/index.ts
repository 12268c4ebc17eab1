/** A Worker on your own domain: /oauth/* forwards OAuth callbacks, and /api/junction/* serves an admin front end. */

import { env } from "cloudflare:workers";
import { JunctionManagement } from "junction-credentials";
import { forwardCallback } from "junction-credentials/callback";
import { managementProxy } from "junction-credentials/proxy";
import { isCaller } from "./caller";

const callback = forwardCallback({
  scopes: [{ env: "production", region: "us" }],
  providers: ["google_health"],
});

const proxy = managementProxy({
  junction: new JunctionManagement({
    orgId: env.JUNCTION_ORG_ID,
    managementKey: env.JUNCTION_MANAGEMENT_KEY,
    baseUrl: env.JUNCTION_BASE_URL,
  }),
  basePath: "/api/junction",
  operations: ["teams", "list", "prepare", "set", "delete"],
  origins: [env.ADMIN_ORIGIN],
  async authorize({ request }) {
    if (await isCaller(request, env.CALLER_TOKEN)) return { actor: "admin", team_ids: "all" };
    const headers = { "www-authenticate": "Bearer" };
    return Response.json({ detail: "a bearer token is needed" }, { status: 401, headers });
  },
  onAudit: (event) => console.log(JSON.stringify(event)),
});

export default {
  fetch(request, _env, context) {
    const { pathname } = new URL(request.url);
    if (pathname.startsWith("/oauth/")) return callback(request);
    if (!pathname.startsWith("/api/junction/")) return new Response("not found", { status: 404 });
    const response = proxy(request);
    // Records also what became of a request whose client has disconnected.
    context.waitUntil(response);
    return response;
  },
} satisfies ExportedHandler;

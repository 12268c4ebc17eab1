// A Worker that serves a proxy for front ends, and what it has recorded so far.

import { JunctionManagement } from "junction-credentials";
import { managementProxy } from "junction-credentials/proxy";

const events = [];
const rejections = [];
addEventListener("unhandledrejection", ({ reason }) => rejections.push(String(reason)));
// One handler for all requests during the lifetime of the Worker.
let shared;

export default {
  async fetch(request, { baseUrl, waitsUntil }, context) {
    if (new URL(request.url).pathname === "/records") return Response.json({ events, rejections });
    shared ??= handlerOf(baseUrl);
    const response = shared(request);
    if (waitsUntil) context.waitUntil(response);
    return response;
  },
};

function handlerOf(baseUrl) {
  const orgId = "6f1c2a34-58d7-4b0e-9c61-2f7d0f4b9a10";
  return managementProxy({
    junction: new JunctionManagement({ orgId, managementKey: async () => "mg_worker", baseUrl }),
    basePath: "/api/junction",
    operations: ["teams", "list", "prepare", "set", "delete"],
    // Tells which request an event is about.
    authorize: async ({ request }) => ({ actor: request.headers.get("traceparent") }),
    // Takes time, as a write to a database does.
    onAudit: async (event) => {
      await scheduler.wait(50);
      events.push(event);
    },
  });
}

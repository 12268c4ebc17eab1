/** Serves the API of the page on sample data, as a middleware of Vite: the fake API behind the real proxy. */

import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { JunctionManagement } from "junction-credentials";
import { plan } from "junction-credentials/plan";
import { managementProxy, type NodeContext, toNodeHandler } from "junction-credentials/proxy";
import type { Plugin } from "vite";
import { sampleApi, sampleConfig } from "./samples.ts";

/** Set `STUDIO_CREDENTIALS` to change the number of credentials, and `STUDIO_FAULT` for a scope that fails. */
export function sampleServer(): Plugin {
  return {
    name: "sample-server",
    apply: "serve",
    configureServer({ httpServer, middlewares }) {
      // A restart by Vite keeps the token, so that open pages continue to work.
      process.env.STUDIO_TOKEN ??= randomUUID();
      const token = process.env.STUDIO_TOKEN;
      const count = Number(process.env.STUDIO_CREDENTIALS ?? 96);
      const fetch = sampleApi(count, process.env.STUDIO_FAULT);
      const junction = new JunctionManagement({
        orgId: "6f1c2a34-58d7-4b0e-9c61-2f7d0f4b9a10",
        managementKey: "mg_sample",
        fetch,
      });
      const proxy = toNodeHandler(
        managementProxy<NodeContext<IncomingMessage>>({
          junction,
          basePath: "/api/junction",
          operations: ["teams", "list", "prepare", "set", "delete"],
          authorize: () => ({}),
        }),
      );

      middlewares.use((request, response, next) => {
        const path = request.url?.split("?")[0] ?? "";
        if (!path.startsWith("/api/")) next();
        else if (request.headers["x-studio-token"] !== token)
          respond(response, 401, { detail: "the token is missing or not that of this server" });
        else if (path === "/api/studio")
          respond(response, 200, { demo: true, version: "0.0.0-development", plan: true });
        else if (path === "/api/studio/plan") respondWithPlan(response, junction);
        else proxy(request, response, next);
      });
      httpServer?.once("listening", () => {
        const address = httpServer.address();
        if (address && typeof address === "object")
          console.log(`\n  Studio: http://127.0.0.1:${address.port}/#token=${token}\n`);
      });
    },
  };
}

async function respondWithPlan(response: ServerResponse, junction: JunctionManagement): Promise<void> {
  try {
    respond(response, 200, await plan(junction, sampleConfig(), { prune: true }));
  } catch (error) {
    respond(response, 500, { detail: error instanceof Error ? error.message : "the plan failed" });
  }
}

function respond(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json", "cache-control": "no-store" });
  response.end(JSON.stringify(body));
}

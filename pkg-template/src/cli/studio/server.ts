/** The server of the studio: the page, and behind a token the proxy and what only the page asks for. */

import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { JunctionManagement } from "junction-credentials";
import { managementProxy, toNodeHandler } from "junction-credentials/proxy";
import { UsageError } from "../exit.js";
import { Admission, newToken } from "./admission.js";
import { detailed, everyHeader, responseOf, send } from "./answer.js";
import type { Page } from "./page.js";
import { StudioPlan } from "./plan.js";

/** What is served. */
export interface StudioOptions {
  readonly junction: JunctionManagement;
  readonly page: Page;
  /** Whether the API is that of the demo. */
  readonly demo: boolean;
  /** The version of the package. */
  readonly version: string;
  /** 0 is a free one. */
  readonly port: number;
}

/** A running server. */
export interface Studio {
  /** The address of the page, with the token in its fragment, which browsers send nowhere. */
  readonly url: string;
  /** Closes all connections at once. */
  close(): Promise<void>;
}

/** @throws {UsageError} If the port cannot be used. */
export async function serveStudio({ port, ...options }: StudioOptions): Promise<Studio> {
  const server = createServer();
  const used = await listen(server, port);
  const token = newToken();
  const admission = new Admission(used, token);
  server.on("request", listenerOf(options, admission));
  return {
    url: `${admission.origins[0]}/#token=${token}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Returns the port. */
async function listen(server: Server, port: number): Promise<number> {
  return await new Promise((resolve, reject) => {
    server.once("error", ({ code }: NodeJS.ErrnoException) => {
      const reason = code === "EADDRINUSE" ? "is in use" : `cannot be used (${code})`;
      reject(new UsageError(`port ${port} ${reason}; choose another --port, or none for a free one`));
    });
    // No other machine can connect to it.
    server.listen(port, "127.0.0.1", () => resolve((server.address() as AddressInfo).port));
  });
}

function listenerOf(options: Omit<StudioOptions, "port">, admission: Admission) {
  const { page } = options;
  const api = toNodeHandler(apiOf(options, admission.origins));
  return (request: IncomingMessage, response: ServerResponse): void => {
    for (const [name, value] of Object.entries(everyHeader)) response.setHeader(name, value);
    const isCall = request.url?.startsWith("/api/");
    const refusal =
      admission.refusalOfHost(request) ?? (isCall ? admission.refusalOfCall(request) : undefined);
    if (refusal) send(refusal, response);
    else if (isCall) api(request, response).catch(() => response.destroy());
    else sendFile(page, request, response);
  };
}

function sendFile(page: Page, { method, url = "" }: IncomingMessage, response: ServerResponse): void {
  const [path = ""] = url.split("?", 1);
  const file = page.get(path);
  if (!file) {
    send(detailed(404, "the studio has no such file"), response);
  } else if (method !== "GET" && method !== "HEAD") {
    send(detailed(405, "expected the method GET or HEAD", { allow: "GET, HEAD" }), response);
  } else {
    response.writeHead(200, { ...file.headers, "content-length": file.body.byteLength });
    response.end(method === "HEAD" ? undefined : file.body);
  }
}

/** Returns the handler of requests that have been admitted. */
function apiOf(
  { junction, demo, version }: Omit<StudioOptions, "port">,
  origins: readonly string[],
): (request: Request) => Promise<Response> {
  const plan = new StudioPlan(junction, demo);
  const proxy = managementProxy({
    junction,
    basePath: "/api/junction",
    // Who has the token may do what the key can do.
    authorize: () => ({}),
    operations: ["teams", "list", "prepare", "set", "delete"],
    origins,
  });
  return async (request) => {
    const { pathname } = new URL(request.url);
    if (pathname.startsWith("/api/junction/")) return await proxy(request);
    if (pathname !== "/api/studio" && pathname !== "/api/studio/plan") {
      return responseOf(detailed(404, "the studio has no such path"));
    }
    if (request.method !== "GET")
      return responseOf(detailed(405, "expected the method GET", { allow: "GET" }));
    if (pathname === "/api/studio/plan") return responseOf(await plan.answer(request.signal));
    return responseOf({ status: 200, body: { demo, version, plan: plan.isThere } });
  };
}

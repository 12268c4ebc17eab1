/** A server on this machine that responds to the calls in own-fetch.mjs as the Management API does. */

import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import { expect } from "vitest";

const credential = {
  id: "3e8d9f41-90b2-4f86-8d88-000000000001",
  source: "strava",
  team_id: "0b5a6c1e-6d8f-4c53-9a55-0d0c6a3c8f11",
  created_at: "2026-05-01T10:00:00Z",
  updated_at: "2026-05-01T10:00:00Z",
};

/** Runs the calls in a runtime, and checks the result of each. */
export async function expectOwnFetchToCarry(calls: (baseUrl: string) => Promise<string>): Promise<void> {
  const server = createServer(answer).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  try {
    const printed = await calls(`http://127.0.0.1:${port}`);

    const { listed, client_id, redirect } = JSON.parse(printed);
    expect(listed).toEqual(["strava"]);
    expect(client_id).toBe("zoë");
    expect(redirect).toMatch(/^NetworkError: .*https:\/\/elsewhere\.example/);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.url?.startsWith("/moved/")) {
    response.writeHead(307, { location: "https://elsewhere.example/path" }).end();
    return;
  }
  const body = request.method === "GET" ? { credentials: [credential] } : await set(request);
  response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));
}

async function set(request: IncomingMessage): Promise<object> {
  const { client_id } = (await json(request)) as { client_id: string };
  return { ...credential, client_id };
}

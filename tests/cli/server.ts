/** Serves a fake API over HTTP on this machine, and organisations for it. */

import { createServer, type IncomingHttpHeaders, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import {
  type FakeManagementApi,
  type FakeManagementApiOptions,
  fakeManagementApi,
} from "junction-credentials/testing";
import { north, south, teams } from "../plan/world.js";

/** What is closed after each test, the last one first. */
export const closing: (() => unknown)[] = [];

/** Serves requests, and returns the address. */
export async function listening(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  closing.push(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  return await new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () =>
      resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
    );
  });
}

/** What happens before or after a request, which is told as `GET /path`. A response replaces that of the API. */
export type Step = (request: string, headers: IncomingHttpHeaders) => unknown;

/**
 * Serves an API.
 *
 * @param api The API.
 * @param before Is awaited before the API sees a request.
 * @param after Is awaited before the answer is sent.
 */
export async function served(api: FakeManagementApi, before?: Step, after?: Step): Promise<string> {
  return await listening(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { method = "GET", url = "" } = request;
    const name = `${method} ${url}`;
    const { "x-management-key": key = "", "content-type": type = "" } = request.headers;
    const headers = { "x-management-key": `${key}`, "content-type": type };
    const body = chunks.length > 0 ? Buffer.concat(chunks).toString() : null;
    try {
      const init = { method, headers, body };
      const replaced = await before?.(name, request.headers);
      const answer =
        replaced instanceof Response ? replaced : await api.fetch(`http://localhost${url}`, init);
      await after?.(name, request.headers);
      response.writeHead(answer.status, Object.fromEntries(answer.headers));
      response.end(await answer.text());
    } catch {
      // A fault of the network.
      response.destroy();
    }
  });
}

/** A place where a request waits until it is let go. */
export interface Gate {
  /** Waits, and says that somebody has arrived. */
  wait(): Promise<void>;
  readonly arrived: Promise<void>;
  letGo(): void;
}

export function gate(): Gate {
  let letGo = () => {};
  let arrive = () => {};
  const gone = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  const wait = () => {
    arrive();
    return gone;
  };
  return { wait, arrived, letGo };
}

/** An organisation with Clinic North and Clinic South in the United States, and its address. */
export async function organisation(
  options: FakeManagementApiOptions = {},
  before?: Step,
  after?: Step,
): Promise<{ api: FakeManagementApi; url: string }> {
  const api = fakeManagementApi({ teams, storage: { secretHash: "salted" }, ...options });
  return { api, url: await served(api, before, after) };
}

/** A credential of Clinic North with a secret in its details, and one of Clinic South. */
export const stored = [
  {
    id: "3e8d9f41-90b2-4f86-8d88-000000000001",
    team_id: north,
    source: "polar",
    client_id: "polar-id",
    client_secret_hash: "stored-hash",
    details: { webhook_secret: "stored-webhook-secret" },
  },
  { id: "3e8d9f41-90b2-4f86-8d88-000000000002", team_id: south, source: "oura", client_id: "oura-id" },
] as const;

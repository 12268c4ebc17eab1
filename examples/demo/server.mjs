// Puts the fake Management API behind a real HTTP server on this machine.

import { once } from "node:events";
import { createServer } from "node:http";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { fakeManagementApi } from "junction-credentials/testing";

/**
 * Starts a Management API in memory, at a free port of 127.0.0.1.
 *
 * @param {import("junction-credentials/testing").FakeManagementApiOptions} options
 */
export async function startServer(options) {
  const api = fakeManagementApi(options);
  const server = createServer((request, response) => {
    answer(api.fetch, request, response).catch(() => response.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");

  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    /** Every request so far. */
    requests: api.requests,
    /** Ends open connections too. */
    async close() {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

/**
 * @param {import("junction-credentials/testing").FakeFetch} fetch
 * @param {import("node:http").IncomingMessage} request
 * @param {import("node:http").ServerResponse} response
 */
async function answer(fetch, request, response) {
  const disconnected = new AbortController();
  // After a complete answer there is nothing left to abort.
  response.once("close", () => disconnected.abort());

  const { method = "GET", url, rawHeaders, headers } = request;
  const body = await buffer(request);
  const answered = await fetch(`http://${headers.host}${url}`, {
    method,
    headers: pairs(rawHeaders),
    // A GET with a body, be it an empty one, is not for fetch.
    body: body.length > 0 ? body : null,
    // The caller is to see redirects as they are.
    redirect: "manual",
    signal: disconnected.signal,
  });

  response.writeHead(answered.status, [...answered.headers].flat());
  if (answered.body) await pipeline(Readable.fromWeb(answered.body), response);
  else response.end();
}

/**
 * Node gives names and values one behind the other.
 *
 * @param {readonly string[]} flat
 */
function pairs(flat) {
  /** @type {[string, string][]} */
  const pairs = [];
  for (let index = 0; index + 1 < flat.length; index += 2) {
    pairs.push([flat[index] ?? "", flat[index + 1] ?? ""]);
  }
  return pairs;
}

// Serves the in-memory Management API over HTTP on this machine.

import { once } from "node:events";
import { createServer } from "node:http";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { fakeManagementApi } from "junction-credentials/testing";

/**
 * Starts an in-memory Management API on a free port of 127.0.0.1.
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
    /** Also closes open connections. */
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
  // After a complete response, the abort has no effect.
  response.once("close", () => disconnected.abort());

  const { method = "GET", url, rawHeaders, headers } = request;
  const body = await buffer(request);
  const answered = await fetch(`http://${headers.host}${url}`, {
    method,
    headers: pairs(rawHeaders),
    // fetch does not accept a GET with a body, not even an empty one.
    body: body.length > 0 ? body : null,
    // Redirects are passed on to the client unchanged.
    redirect: "manual",
    signal: disconnected.signal,
  });

  response.writeHead(answered.status, [...answered.headers].flat());
  if (answered.body) await pipeline(Readable.fromWeb(answered.body), response);
  else response.end();
}

/**
 * Converts Node's flat list of names and values to pairs.
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

// The proxy behind a server of Node.

import { once } from "node:events";
import { toNodeHandler } from "junction-credentials/proxy";
import { expect, test } from "vitest";
import { admin, basePath, listPath, teamA } from "./admin.js";
import { listening } from "./node-handler-server.js";

const head = [
  `POST ${basePath}${listPath} HTTP/1.1`,
  "Host: admin.example.com",
  "Sec-Fetch-Site: same-origin",
];

test("a body that is refused while it arrives closes the connection, so that nobody waits on it", async () => {
  const { handler, api } = admin();
  const { open } = await listening(toNodeHandler(handler));
  const socket = open().setEncoding("latin1");
  const received: string[] = [];
  socket.on("data", (text: string) => received.push(text));

  socket.write(
    [...head, "Content-Type: application/json", "Transfer-Encoding: chunked", "", ""].join("\r\n"),
  );
  // The end of the body never comes.
  socket.write(`20000\r\n${" ".repeat(0x20000)}\r\n`);
  await once(socket, "close");

  expect(received.join("")).toMatch(/^HTTP\/1\.1 413 /);
  expect(received.join("")).toMatch(/connection: close/i);
  expect(api.requests).toEqual([]);
});

test("a parsed body is set as it would be without a parser", async () => {
  const { handler, api } = admin();
  const node = toNodeHandler(handler);
  const body = { team_id: teamA, provider: "oura", client_id: "id" };
  const { origin } = await listening((req, res) => node(Object.assign(req, { body }), res));

  const response = await fetch(`${origin}${basePath}${listPath}`, {
    method: "POST",
    headers: { "content-type": "application/json", origin },
    body: JSON.stringify(body),
  });

  expect(response.status).toBe(200);
  expect(api.credentials.at(-1)).toMatchObject({ source: "oura", team_id: teamA });
});

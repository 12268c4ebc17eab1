// A process that is killed in the middle of `apply`, and is run again.

import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type FakeManagementApi, fakeManagementApi } from "junction-credentials/testing";
import { afterEach, expect, test } from "vitest";
import { teams } from "./world.js";

const program = fileURLToPath(new URL("resume-process.mjs", import.meta.url));
const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** Serves an API over HTTP, and returns its port. */
async function served(api: FakeManagementApi): Promise<number> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { "x-management-key": key = "", "content-type": type = "" } = request.headers;
    const headers = { "x-management-key": `${key}`, "content-type": type };
    const body = chunks.length > 0 ? Buffer.concat(chunks).toString() : null;
    const init = { method: request.method ?? "GET", headers, body };
    const answer = await api.fetch(`http://localhost${request.url}`, init);
    response.writeHead(answer.status, { "content-type": "application/json" });
    response.end(await answer.text());
  });
  closing.push(
    () => new Promise((resolve) => server.close(resolve)),
    () => server.closeAllConnections(),
  );
  closing.reverse();
  return await new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve((server.address() as AddressInfo).port));
  });
}

/** Runs the program, and returns how it ended. */
async function run(...args: string[]): Promise<{ end: number | NodeJS.Signals | null; output: string }> {
  const child = spawn(process.execPath, [program, ...args], { stdio: ["ignore", "pipe", "inherit"] });
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (text) => {
    output += text;
  });
  return await new Promise((resolve) => {
    child.on("close", (code, signal) => resolve({ end: signal ?? code, output }));
  });
}

test("each change is made once, though the process is killed after the second of three", async () => {
  const folder = mkdtempSync(join(tmpdir(), "plan-"));
  closing.push(() => rmSync(folder, { recursive: true }));
  const lock = join(folder, "lock.json");
  const api = fakeManagementApi({ teams, storage: { secretHash: "salted" } });
  const port = `${await served(api)}`;
  const sets = () =>
    api.requests.flatMap(({ operation, body }) =>
      operation === "set" ? [JSON.parse(body ?? "").provider] : [],
    );

  const killed = await run(port, lock, "2");
  expect(killed.end).toBe("SIGKILL");
  expect(sets()).toEqual(["oura", "strava"]);

  const resumed = await run(port, lock);
  expect(resumed.end).toBe(0);
  expect(sets()).toEqual(["oura", "strava", "whoop_v2"]);

  const before = readFileSync(lock, "utf8");
  const third = await run(port, lock);
  expect(JSON.parse(third.output)).toMatchObject({ done: 0, changes: { none: 3 } });
  expect(sets()).toHaveLength(3);
  expect(readFileSync(lock, "utf8")).toBe(before);
  expect(before).not.toContain("secret of");
});

test("a process that is killed between the response and the lock leaves the credential pending", async () => {
  const folder = mkdtempSync(join(tmpdir(), "plan-"));
  closing.push(() => rmSync(folder, { recursive: true }));
  const lock = join(folder, "lock.json");
  const api = fakeManagementApi({ teams, storage: { secretHash: "salted" } });
  const port = `${await served(api)}`;

  // Done is counted from zero, so this is when the first set is about to begin.
  const killed = await run(port, lock, "0");
  expect(killed.end).toBe("SIGKILL");
  api
    .scope("sandbox", "us")
    .set({ team_id: teams[0]?.id ?? "", provider: "oura", client_secret: "secret of oura" });

  const resumed = await run(port, lock);

  expect(JSON.parse(resumed.output)).toMatchObject({
    done: 2,
    changes: { skip: 1, secrets: { unverified: 1 } },
  });
});

// The server of the studio: what it prints and serves, whom it refuses, and how it ends.

import { writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { north } from "../plan/world.js";
import { configOf, secretsOf } from "./configs.js";
import {
  configName,
  folder,
  installCommandLine,
  lockName,
  main,
  managementKey,
  readJson,
  run,
  setsOf,
} from "./harness.js";
import { gate, listening, organisation, stored } from "./server.js";
import { addressIn, installStandIn, openStudio, removePage } from "./studio.js";

installCommandLine();
beforeAll(installStandIn);

const list = "/api/junction/v1/org/self/team_custom_credentials/sandbox/us";
const teamList = "/api/junction/v1/org/self/team";
const json = { "content-type": "application/json" };

/** Sends bytes, and returns what comes back until the connection is closed. */
function raw(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: "127.0.0.1", port }, () => socket.write(text));
    let received = "";
    socket.setEncoding("utf8").on("data", (more) => {
      received += more;
    });
    socket.on("error", reject).on("close", () => resolve(received));
  });
}

describe("its address", () => {
  test("is one line on stdout, with a token in the fragment, and stderr says how to stop", async () => {
    const { printed, child, ended } = await openStudio(["--demo"]);
    child.kill("SIGINT");
    const { stdout, stderr } = await ended;

    expect(printed).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#token=[\w-]{43}\n$/);
    expect(stdout).toBe(printed);
    expect(stderr).toContain("Ctrl-C");
  });

  test("is a JSON document with --json", async () => {
    const { printed } = await openStudio(["--demo", "--json"]);

    expect(JSON.parse(printed)).toEqual({ url: addressIn(printed) });
  });

  test("has the port of --port, and another token each time", async () => {
    const first = await openStudio(["--demo"]);
    const { port } = first;
    first.child.kill("SIGINT");
    await first.ended;
    const second = await openStudio(["--demo", "--port", `${port}`]);

    expect(second.port).toBe(port);
    expect(second.token).not.toBe(first.token);
  });

  test("is that of the loopback interface only", async () => {
    const { port } = await openStudio(["--demo"]);
    const refused = await new Promise((resolve) => {
      // Also this machine, but another interface than 127.0.0.1.
      const socket = connect({ host: "127.0.0.2", port }, () => resolve(false));
      socket.on("error", () => resolve(true));
    });

    expect(refused).toBe(true);
  });
});

describe("what is wrong before it starts is status 64, with what to do:", () => {
  test("a port that is in use", async () => {
    const url = await listening((_, response) => response.end());
    const { port } = new URL(url);
    const { status, stdout, stderr } = await run(["studio", "--demo", "--port", port]);

    expect({ status, stdout }).toEqual({ status: 64, stdout: "" });
    expect(stderr).toBe(`port ${port} is in use; choose another --port, or none for a free one\n`);
  });

  test.each(["x", "-1", "65536", "1.5", "0x10", ""])("the port %j", async (port) => {
    const { status, stdout, stderr } = await run(["studio", "--demo", `--port=${port}`]);

    expect({ status, stdout }).toEqual({ status: 64, stdout: "" });
    expect(stderr).toContain("--port");
  });

  test.each(["JUNCTION_ORG_ID", "JUNCTION_MANAGEMENT_KEY"])("a missing %s", async (name) => {
    const { status, stdout, stderr } = await run(["studio", "--no-open"], { env: { [name]: undefined } });

    expect({ status, stdout }).toEqual({ status: 64, stdout: "" });
    expect(stderr).toContain(name);
    expect(stderr).toContain("--demo");
  });

  test("a package without the page", async () => {
    removePage();
    const { status, stdout, stderr } = await run(["studio", "--demo"]);

    expect({ status, stdout }).toEqual({ status: 64, stdout: "" });
    expect(stderr).toContain("install it again");
  });
});

describe("the page", () => {
  const everyHeader = {
    "content-security-policy":
      "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
  };
  const forever = "public, max-age=31536000, immutable";

  test.each([
    ["/", "text/html; charset=utf-8", "no-cache", "Stand-in"],
    ["/?view=coverage", "text/html; charset=utf-8", "no-cache", "Stand-in"],
    ["/icon.svg", "image/svg+xml", "no-cache", "<svg"],
    ["/assets/index-B1c2D3e4.js", "text/javascript; charset=utf-8", forever, "export"],
    ["/assets/index-F5a6B7c8.css", "text/css; charset=utf-8", forever, "body"],
    ["/assets/client-A1b2C3d4.wasm", "application/wasm", forever, "asm"],
  ])("%s is served without a token, with its type and the headers", async (path, type, caching, content) => {
    const { send } = await openStudio(["--demo"]);
    const get = await send(path);
    const head = await send(path, { method: "HEAD" });

    expect(get.status).toBe(200);
    expect(get.text).toContain(content);
    expect(get.headers).toMatchObject({ ...everyHeader, "content-type": type, "cache-control": caching });
    expect(get.headers).not.toHaveProperty("set-cookie");
    expect(head).toMatchObject({ status: 200, text: "" });
    expect(head.headers["content-length"]).toBe(get.headers["content-length"]);
  });

  test("nothing else is served, whatever the path", async () => {
    const { send } = await openStudio(["--demo"]);
    const paths = [
      "/index.html/",
      "/assets",
      "/assets/",
      "/assets/link-A1b2C3d4.js",
      "/../cli/main.js",
      "/assets/../../cli/main.js",
      "/..%2fcli/main.js",
      "/%2e%2e/cli/main.js",
      "/..\\cli\\main.js",
      "//cli/main.js",
      "/assets/index-B1c2D3e4.js%00",
      main(),
      `file://${main()}`,
      "/__proto__",
      "/constructor",
      "/api",
      "*",
    ];

    for (const path of paths) {
      const { status, text, headers } = await send(path);
      expect({ path, status }).toEqual({ path, status: 404 });
      expect(JSON.parse(text)).toEqual({ detail: expect.any(String) });
      expect(headers).toMatchObject(everyHeader);
    }
  });

  test.each(["POST", "PUT", "DELETE", "OPTIONS", "PATCH"])("%s is a 405", async (method) => {
    const { send } = await openStudio(["--demo"]);
    const { status, headers } = await send("/", { method });

    expect({ status, allow: headers.allow }).toEqual({ status: 405, allow: "GET, HEAD" });
    expect(headers).not.toHaveProperty("access-control-allow-origin");
  });
});

describe("it refuses", () => {
  const paths = ["/", "/assets/index-B1c2D3e4.js", "/api/studio", "/api/studio/plan", list];

  test("every other host with a 421, the page and the API, with the token too", async () => {
    const { port, call } = await openStudio(["--demo"]);
    const hosts = [
      "evil.example",
      `evil.example:${port}`,
      "127.0.0.1",
      "localhost",
      `127.0.0.1:${port + 1}`,
      `127.0.0.1.evil.example:${port}`,
      `[::1]:${port}`,
      `0.0.0.0:${port}`,
      `user@localhost:${port}`,
    ];

    for (const host of hosts) {
      for (const path of paths) {
        const { status, text } = await call(path, { headers: { host } });
        expect({ host, path, status }).toEqual({ host, path, status: 421 });
        expect(text).not.toContain("Stand-in");
      }
    }
    expect(await raw(port, "GET / HTTP/1.0\r\n\r\n")).toMatch(/^HTTP\/1.1 421 /);
    expect((await call("/", { headers: { host: `localhost:${port}` } })).status).toBe(200);
  });

  test("a call without the token, and with another, with a 401 and its reason", async () => {
    const { send, token } = await openStudio(["--demo"]);
    const other = `${token.slice(0, -1)}${token.endsWith("A") ? "B" : "A"}`;
    const attempts: { [name: string]: string }[] = [
      {},
      { "x-studio-token": "" },
      { "x-studio-token": other },
      { "x-studio-token": token.slice(1) },
      { "x-studio-token": `${token}${token}` },
      { "x-studio-token": token.toLowerCase() },
      { cookie: `x-studio-token=${token}` },
      { authorization: `Bearer ${token}` },
      { referer: `http://127.0.0.1/#token=${token}` },
    ];

    for (const headers of attempts) {
      for (const path of paths.slice(2)) {
        const { status, json } = await send(path, { headers });
        expect({ path, headers, status }).toEqual({ path, headers, status: 401 });
        expect(json()).toEqual({ detail: expect.stringContaining("token") });
      }
    }
    expect((await send(`/api/studio?token=${token}`)).status).toBe(401);
  });

  test("a call of another origin with a 403, with the token too, and answers no preflight", async () => {
    const { call, send, port, origin } = await openStudio(["--demo"]);
    const others: { [name: string]: string }[] = [
      { origin: "https://evil.example" },
      { origin: `https://127.0.0.1:${port}` },
      { origin: `http://127.0.0.1:${port + 1}` },
      { origin: "null" },
      { "sec-fetch-site": "cross-site" },
      { "sec-fetch-site": "same-site" },
      { "sec-fetch-site": "none" },
    ];
    const preflight = {
      origin: "https://evil.example",
      "access-control-request-method": "GET",
      "access-control-request-headers": "x-studio-token",
    };

    for (const headers of others) {
      for (const path of paths.slice(2)) {
        const { status, json } = await call(path, { headers });
        expect({ path, headers, status }).toEqual({ path, headers, status: 403 });
        expect(json()).toEqual({ detail: expect.stringContaining("origin") });
      }
    }
    const asked = await send("/api/studio", { method: "OPTIONS", headers: preflight });
    expect(asked.status).toBe(403);
    expect(Object.keys(asked.headers).filter((name) => name.startsWith("access-control"))).toEqual([]);
    for (const allowed of [origin, `http://localhost:${port}`]) {
      const headers = { origin: allowed, "sec-fetch-site": "same-origin" };
      expect((await call("/api/studio", { headers })).status).toBe(200);
    }
  });

  test("methods and paths that its API does not have", async () => {
    const { call } = await openStudio(["--demo"]);
    const statusOf = async (path: string, method = "GET") =>
      (await call(path, { method, headers: json })).status;

    for (const method of ["POST", "PUT", "DELETE", "OPTIONS", "HEAD"]) {
      expect(await statusOf("/api/studio", method)).toBe(405);
      expect(await statusOf("/api/studio/plan", method)).toBe(405);
    }
    expect(await statusOf(list, "PUT")).toBe(405);
    for (const path of [
      "/api/",
      "/api/studio/",
      "/api/studio/plan/x",
      "/api/../index.html",
      "/api/junction/",
    ]) {
      expect({ path, status: await statusOf(path) }).toEqual({ path, status: 404 });
    }
    expect(await statusOf(list.replace("self", "6f1c2a34-58d7-4b0e-9c61-2f7d0f4b9a10"))).toBe(404);
  });
});

describe("its API", () => {
  test("says what it is", async () => {
    const { call } = await openStudio(["--demo"]);
    const { status, headers, json } = await call("/api/studio");
    const { version } = readJson(main(), "../../../package.json");

    expect({ status, body: json() }).toEqual({ status: 200, body: { demo: true, version, plan: true } });
    expect(headers).toMatchObject({ "content-type": "application/json", "cache-control": "no-store" });
  });

  test("lists, prepares, sets and deletes for the client of the page, on sample data", async () => {
    const { junction } = await openStudio(["--demo"]);
    const { credentials } = await junction.everywhere().list().toArray({ limit: 1000, partial: true });
    const team = await junction.teams.find("Clinic North");
    const sandbox = junction.teamCustomCredentials("sandbox", "us");
    const body = {
      team_id: team.id,
      provider: "strava",
      client_id: "studio",
      client_secret: "typed",
    } as const;
    const { steps } = (await sandbox.prepare({ team_id: team.id, provider: "strava" })) as {
      steps?: unknown;
    };
    const set = await sandbox.set(body);
    const found = await sandbox.list({ team_id: [team.id], provider: "strava" }).toArray({ limit: 10 });
    const deleted = await sandbox.delete([set.id]);
    const left = await sandbox.list({ team_id: [team.id], provider: "strava" }).toArray({ limit: 10 });

    expect(credentials).toHaveLength(24);
    expect(steps).not.toEqual([]);
    expect(found.map(({ client_id }) => client_id)).toContain("studio");
    expect(deleted.success).toEqual([set.id]);
    expect(left.map(({ id }) => id)).not.toContain(set.id);
  });

  test("reaches Junction with the key, and hides the secrets of details", async () => {
    const { api, url } = await organisation({ managementKey, credentials: stored });
    const { junction } = await openStudio([], { api: url });
    const sandbox = junction.teamCustomCredentials("sandbox", "us");
    const found = await sandbox.list().toArray({ limit: 10 });
    await sandbox.set({ team_id: north, provider: "strava", client_id: "1", client_secret: "typed" });

    expect(found.map(({ source, details }) => ({ source, details }))).toEqual(
      stored.map((one) => ({
        source: one.source,
        details: "details" in one ? { webhook_secret: "***" } : null,
      })),
    );
    expect(setsOf(api)).toMatchObject([{ provider: "strava", client_secret: "typed" }]);
  });

  test("turns a refused key into a 502, because a 401 is about the token", async () => {
    const { url } = await organisation({ managementKey: "mg_another" });
    const cwd = folder({ [configName]: configOf("strava") });
    const { call } = await openStudio([], { api: url, cwd, env: secretsOf("strava") });
    const listed = await call(list);
    const planned = await call("/api/studio/plan");

    expect(listed.status).toBe(502);
    expect(planned.status).toBe(502);
    expect(planned.json()).toEqual({ detail: expect.stringContaining("401") });
  });
});

describe("the plan", () => {
  test("of the demo is one in which every kind of change occurs", async () => {
    const { call } = await openStudio(["--demo"]);
    const { status, json } = await call("/api/studio/plan");

    expect(status).toBe(200);
    expect(json()).toMatchObject({ version: 1, summary: { create: 2 } });
  });

  test("is that of the config where the command was started, without secrets, and made anew each time", async () => {
    const { api, url } = await organisation();
    const cwd = folder({ [configName]: configOf("strava"), "below/file": "" });
    const options = { api: url, cwd: join(cwd, "below"), env: secretsOf("strava", "oura") };
    const { call } = await openStudio([], options);
    const first = await call("/api/studio/plan");
    writeFileSync(join(cwd, configName), JSON.stringify(configOf("strava", "oura")));
    const second = await call("/api/studio/plan");

    expect((await call("/api/studio")).json()).toMatchObject({ demo: false, plan: true });
    expect(first.json()).toMatchObject({ changes: [{ provider: "strava", action: "create" }] });
    expect(second.json()).toMatchObject({ changes: [{ provider: "oura" }, { provider: "strava" }] });
    expect(first.text + second.text).not.toContain("secret of");
    expect(setsOf(api)).toEqual([]);
    expect(() => readJson(cwd, lockName)).toThrow("ENOENT");
  });

  test("takes the lock into account", async () => {
    const { url } = await organisation();
    const cwd = folder({ [configName]: configOf("strava") });
    const options = { api: url, cwd, env: secretsOf("strava") };
    await run(["apply", "--yes"], options);
    const { call } = await openStudio([], options);

    expect((await call("/api/studio/plan")).json()).toMatchObject({
      changes: [{ provider: "strava", action: "none", secret: "same" }],
    });
  });

  test("reads a config that is a module again after it was changed", async () => {
    const { url } = await organisation();
    const name = "junction-credentials.config.mjs";
    const text = (...providers: string[]) => `export default ${JSON.stringify(configOf(...providers))}`;
    const cwd = folder({ [name]: text("strava") });
    const { call } = await openStudio([], { api: url, cwd, env: secretsOf("strava", "oura") });
    const first = await call("/api/studio/plan");
    writeFileSync(join(cwd, name), `${text("oura")};`);
    const second = await call("/api/studio/plan");
    writeFileSync(join(cwd, name), "\n\nthrow new Error('canary-of-the-config')");
    const third = await call("/api/studio/plan");

    expect(first.json()).toMatchObject({ changes: [{ provider: "strava" }] });
    expect(second.json()).toMatchObject({ changes: [{ provider: "oura" }] });
    expect(third.status).toBe(422);
    expect(third.json()).toEqual({ detail: `${join(cwd, name)}:3:7: importing it failed with a Error` });
  });

  test("is a 404 where there is no config, and a 422 with what is wrong with one", async () => {
    const { url } = await organisation();
    const cwd = folder();
    const { call } = await openStudio([], { api: url, cwd });
    const without = await call("/api/studio/plan");
    const facts = await call("/api/studio");
    writeFileSync(join(cwd, configName), JSON.stringify(configOf("strava")));
    const unset = await call("/api/studio/plan");
    writeFileSync(join(cwd, configName), "{");
    const broken = await call("/api/studio/plan");
    writeFileSync(join(cwd, "junction-credentials.config.mjs"), "");
    const two = await call("/api/studio/plan");

    expect(facts.json()).toMatchObject({ plan: false });
    expect(without).toMatchObject({ status: 404 });
    expect(without.json()).toEqual({ detail: expect.stringContaining("no config") });
    expect(unset.status).toBe(422);
    expect(unset.json()).toEqual({ detail: expect.stringContaining("STRAVA_SECRET") });
    expect(broken.status).toBe(422);
    expect(two.status).toBe(422);
    expect(two.json()).toEqual({ detail: expect.stringContaining("expected one config") });
    expect((await call("/api/studio")).json()).toMatchObject({ plan: true });
  });

  test("is a 502 where Junction does not answer", async () => {
    const cwd = folder({ [configName]: configOf("strava") });
    const { call } = await openStudio([], { api: "http://127.0.0.1:1", cwd, env: secretsOf("strava") });

    expect((await call("/api/studio/plan")).status).toBe(502);
  });
});

test("the key is in no served byte and no output", async () => {
  const { url } = await organisation({ managementKey, credentials: stored });
  const cwd = folder({ [configName]: configOf("strava") });
  const { call, send, child, ended } = await openStudio([], { api: url, cwd, env: secretsOf("strava") });
  const body = JSON.stringify({ team_id: north, provider: "strava", client_id: "1", client_secret: "typed" });
  const answers = [
    await send("/"),
    await send("/assets/index-B1c2D3e4.js"),
    await send("/api/studio"),
    await call("/api/studio"),
    await call("/api/studio/plan"),
    await call(list),
    await call(teamList),
    await call(list, { method: "POST", headers: json, body }),
    await call(list, { method: "POST", headers: json, body: "{" }),
    await call(`${list}?credential_id=${stored[1].id}`, { method: "DELETE" }),
    await call("/nothing"),
    await call("/", { headers: { host: "evil.example" } }),
  ];
  child.kill("SIGINT");
  const { stdout, stderr } = await ended;
  const served = answers.map(({ status, headers, text }) => `${status} ${JSON.stringify(headers)} ${text}`);

  expect(served.map((text) => text.slice(0, 3))).toEqual([
    "200",
    "200",
    "401",
    "200",
    "200",
    "200",
    "200",
    "200",
    "422",
    "200",
    "404",
    "421",
  ]);
  for (const text of [...served, stdout, stderr]) {
    expect(text).not.toContain(managementKey);
    expect(text).not.toContain("secret of");
    expect(text).not.toContain("stored-webhook-secret");
  }
});

describe("its end", () => {
  test.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)("is status 0 after %s", async (signal) => {
    const { child, ended } = await openStudio(["--demo"]);
    child.kill(signal);

    expect((await ended).status).toBe(0);
  });

  test("waits neither for a connection that is idle nor for a response that is on its way", async () => {
    const { wait, arrived, letGo } = gate();
    const { url } = await organisation({}, () => wait());
    const { child, ended, port, call } = await openStudio([], { api: url });
    const idle = connect({ host: "127.0.0.1", port });
    idle.on("error", () => {});
    const cut = expect(call(list)).rejects.toThrow();
    await arrived;
    child.kill("SIGINT");

    expect((await ended).status).toBe(0);
    await cut;
    idle.destroy();
    letGo();
  });
});

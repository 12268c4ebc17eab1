import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { bundleBehaviour } from "../bundle.js";
import { expectEveryBehaviour, installed } from "../installed.js";
import { said, test } from "./page.js";
import { served } from "./site.js";

const imports = {
  "junction-credentials": "./node_modules/junction-credentials/dist/entry/browser.js",
  "junction-credentials/plan": "./node_modules/junction-credentials/dist/entry/plan-browser.js",
  "junction-credentials/testing": "./node_modules/junction-credentials/dist/testing/index.js",
};
const addresses = Object.fromEntries(
  Object.entries(imports).map(([name, path]) => [name, path.replace("./", "/")]),
);
// A Web Worker has no import map, so it imports the package by its URL.
const project = installed("runtimes/chromium", async ({ folder, write }) => {
  await bundleBehaviour(join(folder, "behaviour.js"), { alias: addresses, external: ["/node_modules/*"] });
  await write(
    "worker.js",
    `import { init } from "${addresses["junction-credentials"]}";
    await init();
    const { runTests } = await import("./behaviour.js");
    postMessage(await runTests());`,
  );
});

test("Chromium passes every behaviour test, in a Worker, where a key may be", async () => {
  const { result } = await ranInPage(`
    const worker = new Worker("./worker.js", { type: "module" });
    return new Promise((resolve, reject) => {
      worker.onmessage = ({ data }) => resolve(data);
      worker.onerror = ({ message }) => reject(new Error(message));
    });
  `);

  expectEveryBehaviour(result);
});

test("a page lists credentials without a bundler", async () => {
  const { result } = await ranInPage(`
    await init();
    const { fetch } = fakeManagementApi({ credentials: sampleCredentials(120) });
    const allowed = { dangerouslyAllowBrowser: true };
    const junction = new JunctionManagement({ orgId, managementKey: "mg_page", fetch, ...allowed });
    const credentials = await junction.teamCustomCredentials("sandbox", "us").list().toArray({ limit: 1000 });
    return credentials.length;
  `);

  expect(result).toBe("120");
});

test("a page's own fetch reaches its proxy, and tells of a redirect but not where to", async () => {
  const proxy = (path: string) => {
    if (path.startsWith("/proxy/")) return Response.json({ credentials: [], next_cursor: null });
    if (path.startsWith("/moved/")) return Response.redirect("https://elsewhere.example/path", 307);
    return undefined;
  };

  const { result } = await ranInPage(
    `
      await init();
      const listed = (path) => {
        const junction = new JunctionManagement({ orgId, baseUrl: location.origin + path });
        return junction.teamCustomCredentials("sandbox", "us").list();
      };
      const { credentials } = await listed("/proxy");
      const { kind, message } = await listed("/moved").then(String, (error) => error);
      return { credentials, kind, message };
    `,
    proxy,
  );

  expect(JSON.parse(result)).toEqual({
    credentials: [],
    kind: "network",
    message: "no response: redirected, which is not followed",
  });
});

test("a page gets an error for a key, which does not belong there", async () => {
  const { result } = await ranInPage(`
    await init();
    try {
      return String(new JunctionManagement({ orgId, managementKey: "mg_page" }));
    } catch ({ kind, issues }) {
      return { kind, paths: issues.map(({ path }) => path) };
    }
  `);

  expect(JSON.parse(result)).toEqual({ kind: "request", paths: ["managementKey"] });
});

for (const [what, call] of [
  ["a client made", "new JunctionManagement()"],
  ["a schema that parses", 'schemas.CustomCredentialsResponse.parseJson("{}")'],
  ["a schema that validates", 'schemas.CustomCredentialsResponse["~standard"].validate({})'],
]) {
  test(`${what} before init() says what is missing`, async () => {
    const { result } = await ranInPage(`
      try {
        return String(${call});
      } catch ({ name, kind, message }) {
        return { name, kind, message };
      }
    `);

    expect(JSON.parse(result)).toEqual({
      name: "RequestError",
      kind: "request",
      message: "nothing was sent: expected `await init()` before the first client or schema is used",
    });
  });
}

test("init() loads the module once, however often it is called", async () => {
  const { requests } = await ranInPage(`
    await Promise.all([init(), init()]);
    await init();
    return "ready";
  `);

  expect(requests.filter(isWasm)).toHaveLength(1);
});

test("init() loads the module anew after a failure", async () => {
  let asked = 0;
  const unavailableAtFirst = (path: string) =>
    isWasm(path) && ++asked === 1 ? new Response(null, { status: 503 }) : undefined;

  const { result, requests } = await ranInPage(
    `
      const outcomes = [];
      for (const _ of [1, 2, 3]) outcomes.push(await init().then(() => "ready", () => "failed"));
      return outcomes;
    `,
    unavailableAtFirst,
  );

  expect(JSON.parse(result)).toEqual(["failed", "ready", "ready"]);
  expect(requests.filter(isWasm)).toHaveLength(2);
});

for (const [what, source] of [
  ["its address", "address"],
  ["its address as a URL", "new URL(address, location)"],
  ["a request for it", "new Request(address)"],
  ["a response that holds it", "await fetch(address)"],
  ["a promise of that response", "fetch(address)"],
  ["its bytes", "await (await fetch(address)).arrayBuffer()"],
  ["the compiled module", "await WebAssembly.compileStreaming(fetch(address))"],
]) {
  test(`init() takes the module from ${what}`, async () => {
    const { result } = await ranInPage(`
      const address = "/node_modules/junction-credentials/dist/core/junction_credentials_bg.wasm";
      await init(${source});
      return schemas.CustomCredentialsResponse.parseJson('{"credentials":[]}');
    `);

    expect(JSON.parse(result)).toEqual({ credentials: [] });
  });
}

test("init() takes a module that a server calls something else", async () => {
  const { folder } = project();
  const bytes = readFileSync(
    join(folder, "node_modules/junction-credentials/dist/core/junction_credentials_bg.wasm"),
  );

  const { result } = await ranInPage(
    `
      await init();
      return schemas.CustomCredentialsResponse.parseJson('{"credentials":[]}');
    `,
    (path) => (isWasm(path) ? new Response(bytes, { headers: { "content-type": "text/plain" } }) : undefined),
  );

  expect(JSON.parse(result)).toEqual({ credentials: [] });
});

for (const [policy, outcome] of [
  ["script-src 'self' 'unsafe-inline'", "CompileError"],
  ["script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'", "ready"],
] as const) {
  test(`init() under the policy "${policy}" gives ${outcome}`, async () => {
    const page = pageThatRuns('return init().then(() => "ready", ({ name }) => name);');
    const headers = { "content-type": "text/html", "content-security-policy": policy };

    const { result } = await ranInPage("", (path) =>
      path === "/" ? new Response(page, { headers }) : undefined,
    );

    expect(JSON.parse(result)).toBe(outcome);
  });
}

function isWasm(path: string): boolean {
  return path.endsWith(".wasm");
}

/** Runs a function body in a page that has only the package, from an import map. */
async function ranInPage(body: string, instead?: Parameters<typeof served>[2]) {
  const { folder, write } = project();
  await write("index.html", pageThatRuns(body));
  const site = async ({ address, requests }: { address: string; requests: string[] }) => {
    return { result: await said(address), requests };
  };
  return served(folder, site, instead);
}

function pageThatRuns(body: string): string {
  return `<!doctype html>
    <output></output>
    <script type="importmap">${JSON.stringify({ imports })}</script>
    <script type="module">
      import { init, JunctionManagement, schemas } from "junction-credentials";
      import { fakeManagementApi, sampleCredentials } from "junction-credentials/testing";

      const orgId = "6f1c2a34-58d7-4b0e-9c61-2f7d0f4b9a10";
      async function run() {
        ${body}
      }

      document.querySelector("output").textContent = JSON.stringify(await run());
    </script>`;
}

// Compares the throughput of a Worker in workerd that makes many calls at once to an API on this machine.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import workerd from "workerd";
import { compact } from "./pages.mjs";
import { median, orders } from "./rounds.mjs";
import { installed } from "./versions.mjs";

export const title = "Calls at once in workerd";

const clients = [
  { name: "ours", file: "ours" },
  { name: "openapi-fetch", file: "openapi-fetch", library: "openapi-fetch" },
  { name: "hand-written fetch", file: "hand-written" },
];
const atOnce = 200;
const pageSize = 10;

export async function measure({ isQuick }) {
  const rounds = isQuick ? 3 : 15;
  const requests = isQuick ? 3 : 10;
  const api = await startApi();
  const workers = [];
  try {
    for (const { file } of clients) workers.push(await startWorker(file, api.address().port));
    for (const worker of workers) await perSecond(worker, requests);

    const calls = requests * atOnce;
    const before = workers.map(processorMicrosOf);
    const speeds = clients.map(() => []);
    for (const order of orders(clients.length, rounds)) {
      for (const index of order) speeds[index].push(await perSecond(workers[index], requests));
    }
    // Each worker only works in its own rounds. One round would be too short for the resolution of the processor time.
    const micros = workers.map((worker, index) => processorMicrosOf(worker) - before[index]);
    return {
      rounds,
      calls,
      atOnce,
      pageSize,
      workerd: installed("workerd"),
      clients: clients.map(({ name, library }, index) => ({
        name,
        version: library && installed(library),
        perSecond: median(speeds[index]),
        micros: micros[index] / (rounds * calls),
      })),
    };
  } finally {
    for (const { child } of workers) child.kill();
    api.closeAllConnections();
    api.close();
  }
}

export function tables({ rounds, calls, atOnce, pageSize, workerd, clients }) {
  const unit = clients.find(({ name }) => name === "openapi-fetch");
  return [
    {
      note:
        `A Worker makes ${atOnce} calls at once, each a \`list\` of ${pageSize} credentials; ${calls} calls in each of ` +
        `${rounds} rounds, workerd ${workerd}. Each client has a process of workerd of its own; the API is a server of Node ` +
        "on the same machine. Calls per second are the median of the rounds; processor time is that of workerd in all of " +
        "them. Ratios are to openapi-fetch.",
      rows: [
        ["", "calls per second", "ratio", "µs per call", "ratio"],
        ...clients.map(({ name, version, perSecond, micros }) => [
          version ? `${name} ${version}` : name,
          perSecond.toFixed(0),
          (perSecond / unit.perSecond).toFixed(2),
          micros?.toFixed(0) ?? "",
          micros ? (micros / unit.micros).toFixed(2) : "",
        ]),
      ],
    },
  ];
}

/** Starts a server that answers every request with the same page. */
async function startApi() {
  const page = compact(pageSize);
  const headers = { "content-type": "application/json", "content-length": String(page.length) };
  const api = createServer((_, response) => response.writeHead(200, headers).end(page));
  // An idle connection that ends while workerd takes it for a call would fail this call.
  api.keepAliveTimeout = 0;
  api.listen(0, "127.0.0.1");
  await once(api, "listening");
  return api;
}

/** Starts a Worker with one client, all of whose requests go to the API. */
async function startWorker(file, apiPort) {
  const folder = fileURLToPath(new URL(`made/workerd/${file}`, import.meta.url));
  await bundle(file, folder);
  writeFileSync(`${folder}/config.capnp`, config(readdirSync(folder), apiPort));
  const child = spawn(workerd.default, ["serve", `${folder}/config.capnp`, "--control-fd=3"], {
    stdio: ["ignore", "inherit", "inherit", "pipe"],
  });
  const [report] = await Promise.race([
    once(child.stdio[3], "data"),
    once(child, "close").then(() => Promise.reject(new Error("workerd ended"))),
  ]);
  return { child, url: `http://127.0.0.1:${JSON.parse(report).port}` };
}

async function bundle(file, outdir) {
  rmSync(outdir, { recursive: true, force: true });
  mkdirSync(outdir, { recursive: true });
  await build({
    entryPoints: [fileURLToPath(new URL("workerd/worker.mjs", import.meta.url))],
    alias: { client: fileURLToPath(new URL(`clients/${file}.mjs`, import.meta.url)) },
    outdir,
    bundle: true,
    format: "esm",
    platform: "browser",
    target: "es2024",
    conditions: ["workerd", "worker", "browser"],
    loader: { ".wasm": "copy" },
    logLevel: "warning",
  });
}

function config(files, apiPort) {
  const modules = [
    // The first one is the Worker.
    `(name = "worker.js", esModule = embed "worker.js")`,
    // The bundle imports a module of WebAssembly with this suffix.
    ...files
      .filter((file) => file.endsWith(".wasm"))
      .map((file) => `(name = "${file}?module", wasm = embed "${file}")`),
  ];
  return `using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    (name = "worker", worker = (modules = [${modules.join(", ")}], compatibilityDate = "2026-07-01", globalOutbound = "api")),
    (name = "api", external = (address = "127.0.0.1:${apiPort}", http = ())),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "worker")],
);
`;
}

/** Makes the Worker handle some requests, one after the other, and returns its calls per second. */
async function perSecond({ url }, requests) {
  const start = performance.now();
  for (let request = 0; request < requests; request += 1) {
    const response = await fetch(`${url}/?calls=${atOnce}`);
    const credentials = response.ok ? await response.json() : await response.text();
    if (credentials !== atOnce * pageSize) throw new Error(`expected other results than ${credentials}`);
  }
  return (requests * atOnce * 1000) / (performance.now() - start);
}

/** Returns the processor time of a Worker's process so far. Only Linux has it in a file, in units of 10 ms. */
function processorMicrosOf({ child: { pid } }) {
  // JSON has no NaN: results of other systems have null.
  if (process.platform !== "linux") return Number.NaN;
  // The name of the program, in parentheses, can contain spaces.
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1).split(" ");
  const [userTicks, systemTicks] = fields.slice(11, 13).map(Number);
  return (userTicks + systemTicks) * 10_000;
}

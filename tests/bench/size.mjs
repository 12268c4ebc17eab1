// Compares the size of the code to load: bundled, minified and compressed, with every export kept.

import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { build } from "esbuild";
import { installed } from "./versions.mjs";

export const title = "Size";

const folder = fileURLToPath(new URL(".", import.meta.url));
const dist = join(folder, "../../pkg/dist");
const module = join(dist, "core/junction_credentials_bg.wasm");

/** The first characters of a WebAssembly module in base64. */
const inlined = "AGFzbQ";

const everything = (name) => `export * from ${JSON.stringify(name)};`;
const byDefault = (name) => `export { default } from ${JSON.stringify(name)};`;
const forBrowsers = { platform: "browser" };
const forNode = { platform: "node" };
const forWorkers = { platform: "browser", conditions: ["workerd", "worker", "browser"] };

const ours = { contents: everything("junction-credentials"), isOurs: true };
const entries = [
  { ...ours, name: "ours, browser", options: forBrowsers },
  {
    name: "ours, browser, typical import",
    contents: `export { init, JunctionManagement } from "junction-credentials";`,
    isOurs: true,
    options: forBrowsers,
  },
  { ...ours, name: "ours, Node", options: forNode },
  { ...ours, name: "ours, workerd", options: forWorkers },
  {
    name: "openapi-fetch",
    contents: byDefault("openapi-fetch"),
    options: forBrowsers,
    library: "openapi-fetch",
  },
  {
    name: "fetch with valibot",
    contents: everything("./clients/valibot.mjs"),
    options: forBrowsers,
    library: "valibot",
  },
  { name: "fetch with zod", contents: everything("./clients/zod.mjs"), options: forBrowsers, library: "zod" },
  {
    name: "stripe",
    contents: `${everything("stripe")} ${byDefault("stripe")}`,
    options: forWorkers,
    library: "stripe",
  },
  {
    name: "@junction-api/sdk",
    contents: everything("@junction-api/sdk"),
    options: forBrowsers,
    library: "@junction-api/sdk",
  },
];

export async function measure() {
  const sizes = [];
  for (const { name, library, ...entry } of entries) {
    sizes.push({ name, version: library && installed(library), ...(await sizeOf(entry)) });
  }
  return { entries: sizes };
}

/** Returns the size of what a browser loads for the whole default entry. Needs no peers. */
export const browserEntry = () => sizeOf(entries[0]);

/** Returns the size of what a program loads that only forwards callbacks. Needs no peers. */
export const callbackEntry = () =>
  sizeOf({ contents: everything("junction-credentials/callback"), options: forBrowsers });

/** Returns the size of everything that the page of the studio loads. */
export function studioPage() {
  const assets = readdirSync(join(dist, "studio/assets")).map((name) => `assets/${name}`);
  return sum(["index.html", ...assets].map((path) => readFileSync(join(dist, "studio", path))));
}

async function sizeOf({ contents, options, isOurs = false }) {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: folder },
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    loader: { ".wasm": "file" },
    outdir: "out",
    write: false,
    legalComments: "none",
    logLevel: "silent",
    external: ["node:*"],
    ...options,
  });
  const files = outputFiles.map(({ contents }) => contents);
  const code = outputFiles.find(({ path }) => path.endsWith(".js")).text;
  // If the code only contains the URL of the module, the module is also loaded.
  if (code.includes(`${basename(module)}"`) && files.length === 1) files.push(readFileSync(module));
  if (isOurs && files.length === 1 && !code.includes(inlined)) throw new Error("the module is in no file");
  return sum(files);
}

function sum(files) {
  const total = (size) => files.reduce((bytes, file) => bytes + size(file), 0);
  return {
    raw: total((file) => file.length),
    gzip: total((file) => gzipSync(file, { level: 9 }).length),
    brotli: total((file) => brotli(file).length),
  };
}

function brotli(file) {
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: 11,
    [constants.BROTLI_PARAM_SIZE_HINT]: file.length,
  };
  return brotliCompressSync(file, { params });
}

export function tables({ entries }) {
  const kb = (bytes) => (bytes / 1000).toFixed(1);
  return [
    {
      note: "All files that a program loads, in kB of 1000 bytes: bundled and minified by esbuild, every export kept (of a typical import `init` and `JunctionManagement`), each file compressed by itself (brotli 11, gzip 9).",
      rows: [
        ["", "brotli", "gzip", "raw"],
        ...entries.map(({ name, version, brotli, gzip, raw }) => [
          version ? `${name} ${version}` : name,
          kb(brotli),
          kb(gzip),
          kb(raw),
        ]),
      ],
    },
  ];
}

// Bundles the modules of the package for Node, as CommonJS, and for Deno, as an ES module, and the command line.

import { chmodSync, cpSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { posix, resolve } from "node:path";
import { step } from "./step.mjs";

const modules = "pkg/dist";
const commonjs = `${modules}/cjs`;
const commonjsEntries = ["entry/node", "entry/slim", "testing/index"];
/** The ES modules that Node imports, and the CommonJS entries that they re-export. */
const nodeEntries = {
  "entry/node": "entry/node",
  "entry/slim-node": "entry/slim",
  "entry/plan-node": "entry/plan-node",
};
const planEntry = "entry/plan-node";

export async function bundle() {
  await bundleForDeno();
  await bundleCommonjs();
  await bundleCommandLine();
  for (const [name, entry] of Object.entries(nodeEntries)) writeReexport(name, entry);
}

/** One file, because finding twenty files takes a runtime longer than running them. */
async function bundleForDeno() {
  await esbuild("ES module for Deno", ["entry/node"], ["--format=esm", `--outfile=${modules}/entry/deno.js`]);
  await besideClient({ format: "esm", outfile: `${modules}/entry/plan-deno.js` }, "./deno.js");
}

async function bundleCommonjs() {
  const places = [`--outdir=${commonjs}`, `--outbase=${modules}`];
  await esbuild("CommonJS", commonjsEntries, ["--format=cjs", ...places]);
  await besideClient({ format: "cjs", outfile: `${commonjs}/${planEntry}.js` }, "./node.js");

  writeFileSync(`${commonjs}/package.json`, '{ "type": "commonjs" }\n');
  // The declarations are the same in both folders; only the nearest package.json differs.
  for (const path of declarationsOf([...commonjsEntries, planEntry]))
    cpSync(`${modules}/${path}`, `${commonjs}/${path}`);
}

/**
 * Bundles the entry of plans, which imports everything of the client from `client`. With a copy of the client in it, a
 * program would have every class of errors twice.
 */
async function besideClient(options, client) {
  // Setup installs it.
  const { build } = await import("esbuild");
  const clientOfPlan = {
    name: "client",
    setup({ onResolve }) {
      onResolve({ filter: /^\.\.\/index\.js$/ }, () => ({ path: client, external: true }));
    },
  };
  await build({
    entryPoints: [`${modules}/${planEntry}.js`],
    bundle: true,
    platform: "node",
    target: "node20",
    logLevel: "warning",
    plugins: [clientOfPlan],
    ...options,
  });
}

/** The libraries that the command line contains. Those of `string-width` are named as well. */
const librariesOfCommandLine = [
  "commander",
  "picocolors",
  "string-width",
  "strip-ansi",
  "ansi-regex",
  "get-east-asian-width",
];

/** The command line contains its libraries, and imports the package by its name. Each command is loaded when it runs. */
async function bundleCommandLine() {
  const { version } = JSON.parse(readFileSync("pkg/package.json", "utf8"));
  const { build } = await import("esbuild");
  await build({
    entryPoints: ["pkg-template/src/cli/main.ts"],
    outdir: `${modules}/cli`,
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20",
    minifySyntax: true,
    external: ["junction-credentials", "junction-credentials/*"],
    define: { VERSION: JSON.stringify(version) },
    // The libraries in CommonJS import modules of Node by `require`.
    banner: {
      js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);',
    },
    logLevel: "warning",
  });
  chmodSync(`${modules}/cli/main.js`, 0o755);
  const licences = librariesOfCommandLine.map((name) => {
    const folder = `node_modules/${name}`;
    const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
    return `${name}\n\n${readFileSync(`${folder}/${file}`, "utf8").trim()}\n`;
  });
  writeFileSync(`${modules}/cli/LICENSES.txt`, licences.join(`\n${"-".repeat(80)}\n\n`));
}

/**
 * Writes an ES module that re-exports a CommonJS entry. If `import` and `require` loaded different code, a program
 * would have every class twice. Only the conditions `import` and `require` of package.json decide what Node loads,
 * because other conditions are not handled alike by Node and file tracers.
 *
 * Node reads the whole text of an imported CommonJS file to find its exports. A small intermediate file that lists them
 * makes the import 8 ms faster in Node 20 and 13 ms faster in Node 22.
 */
function writeReexport(name, entry) {
  const names = Object.keys(createRequire(import.meta.url)(resolve(`${commonjs}/${entry}.js`))).join(", ");
  const between = `${entry}-exports.js`;
  writeFileSync(
    `${commonjs}/${between}`,
    [
      // With `module.exports = require()`, Node would also read the required file.
      `const entry = require("./${posix.basename(entry)}.js");`,
      "module.exports = entry;",
      // Never executed, but Node reads the names from it. esbuild writes exports in the same way.
      `0 && (module.exports = { ${names} });`,
      "",
    ].join("\n"),
  );
  // A list of names, because some bundlers do not find the exports of CommonJS with `export *`.
  writeFileSync(`${modules}/${name}.js`, `export { ${names} } from "../cjs/${between}";\n`);
}

function esbuild(what, names, options) {
  const files = names.map((name) => `${modules}/${name}.js`);
  const common = ["--bundle", "--platform=node", "--target=node20", "--log-level=warning"];
  return step(`esbuild, ${what}`, ["esbuild", ...files, ...common, ...options]);
}

/** Returns the declaration files of some modules, and of all modules that they import. */
function declarationsOf(names) {
  const found = new Set();
  const visit = (name) => {
    const path = `${name}.d.ts`;
    if (found.has(path)) return;
    found.add(path);
    const imports = readFileSync(`${modules}/${path}`, "utf8").matchAll(/(?:from|import) "(\..+)\.js"/g);
    for (const [, target] of imports) visit(posix.join(posix.dirname(name), target));
  };
  names.forEach(visit);
  return found;
}

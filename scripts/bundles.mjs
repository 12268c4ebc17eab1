// Bundles the modules of the package for runtimes: as ES modules, and as CommonJS for whatever has to `require` it.

import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { posix } from "node:path";
import { step } from "./step.mjs";

const modules = "pkg/dist";
const bundled = `${modules}/bundled`;
const commonjs = `${modules}/cjs`;
const entries = ["entry/node", "entry/slim"];
const commonjsEntries = [...entries, "testing/index"];

export async function bundle() {
  await bundleModules();
  await bundleCommonjs();
}

/**
 * A file for each entry: twenty take a runtime longer to find than to run, and even a second one a tenth of the start. A
 * bundler takes the modules, and leaves out what is unused.
 */
async function bundleModules() {
  await esbuild("ES modules", entries, ["--format=esm", `--outdir=${bundled}`, "--entry-names=[name]"]);
}

async function bundleCommonjs() {
  const places = [`--outdir=${commonjs}`, `--outbase=${modules}`];
  await esbuild("CommonJS", commonjsEntries, ["--format=cjs", ...places]);

  writeFileSync(`${commonjs}/package.json`, '{ "type": "commonjs" }\n');
  // Declarations say the same in both: what differs is the package.json above them.
  for (const path of declarationsOf(commonjsEntries)) cpSync(`${modules}/${path}`, `${commonjs}/${path}`);
  // Where `import` and `require` load different files a program would have every class twice.
  writeFileSync(`${modules}/entry/node-shared.js`, 'export * from "../cjs/entry/node.js";\n');
}

function esbuild(what, names, options) {
  const files = names.map((name) => `${modules}/${name}.js`);
  const common = ["--bundle", "--platform=node", "--target=node20", "--log-level=warning"];
  return step(`esbuild, ${what}`, ["esbuild", ...files, ...common, ...options]);
}

/** The declarations of some modules, and of all modules that these refer to. */
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

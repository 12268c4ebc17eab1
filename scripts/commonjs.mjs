// Makes the CommonJS half of the package from its ES modules, and lets Node's import share it.

import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { posix } from "node:path";
import { step } from "./step.mjs";

const modules = "pkg/dist";
const commonjs = `${modules}/cjs`;
const entries = ["entry/node", "entry/slim", "testing/index"];

export async function bundleCommonjs() {
  const files = entries.map((entry) => `${modules}/${entry}.js`);
  const options = ["--bundle", "--format=cjs", "--platform=node", "--target=node20"];
  const places = [`--outdir=${commonjs}`, `--outbase=${modules}`];
  await step("esbuild, CommonJS", ["esbuild", ...files, ...options, ...places, "--log-level=warning"]);

  writeFileSync(`${commonjs}/package.json`, '{ "type": "commonjs" }\n');
  // Declarations say the same in both: what differs is the package.json above them.
  for (const path of declarationsOf(entries)) cpSync(`${modules}/${path}`, `${commonjs}/${path}`);
  // Where `import` and `require` load different files a program would have every class twice.
  writeFileSync(`${modules}/entry/node-shared.js`, 'export * from "../cjs/entry/node.js";\n');
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

// Makes the CommonJS half of the package from its ES modules, and lets Node's import share it.

import { cpSync, readdirSync, writeFileSync } from "node:fs";
import { step } from "./step.mjs";

const modules = "pkg/dist";
const commonjs = `${modules}/cjs`;
const entries = ["entry/node.js", "testing/index.js"];

export async function bundleCommonjs() {
  const files = entries.map((entry) => `${modules}/${entry}`);
  const options = ["--bundle", "--format=cjs", "--platform=node", "--target=node20"];
  const places = [`--outdir=${commonjs}`, `--outbase=${modules}`];
  await step("esbuild, CommonJS", ["esbuild", ...files, ...options, ...places, "--log-level=warning"]);

  writeFileSync(`${commonjs}/package.json`, '{ "type": "commonjs" }\n');
  // Declarations say the same in both: what differs is the package.json above them.
  const declarations = readdirSync(modules, { recursive: true }).filter((path) => path.endsWith(".d.ts"));
  for (const path of declarations.filter((path) => !path.startsWith("cjs"))) {
    cpSync(`${modules}/${path}`, `${commonjs}/${path}`);
  }
  // Where `import` and `require` load different files a program would have every class twice.
  writeFileSync(`${modules}/entry/node-shared.js`, 'export * from "../cjs/entry/node.js";\n');
}

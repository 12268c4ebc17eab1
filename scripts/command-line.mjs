// Bundles the command line, with the libraries that it uses.

import { chmodSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { esbuild } from "./esbuild.mjs";

const folder = "pkg/dist/cli";
/** The libraries that the command line contains. Those of `string-width` are named as well. */
const libraries = [
  "commander",
  "picocolors",
  "string-width",
  "strip-ansi",
  "ansi-regex",
  "get-east-asian-width",
];

/** The command line contains its libraries, and imports the package by its name. Each command is loaded when it runs. */
export async function bundleCommandLine() {
  const { version } = JSON.parse(readFileSync("pkg/package.json", "utf8"));
  await esbuild({
    entryPoints: ["pkg-template/src/cli/main.ts"],
    outdir: folder,
    splitting: true,
    format: "esm",
    minifySyntax: true,
    external: ["junction-credentials", "junction-credentials/*"],
    define: { VERSION: JSON.stringify(version) },
    // The libraries in CommonJS import modules of Node by `require`.
    banner: {
      js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);',
    },
  });
  chmodSync(`${folder}/main.js`, 0o755);
  writeLicences();
}

function writeLicences() {
  const licences = libraries.map((name) => {
    const source = `node_modules/${name}`;
    const file = readdirSync(source).find((entry) => /^licen[cs]e/i.test(entry));
    return `${name}\n\n${readFileSync(`${source}/${file}`, "utf8").trim()}\n`;
  });
  writeFileSync(`${folder}/LICENSES.txt`, licences.join(`\n${"-".repeat(80)}\n\n`));
}

// Bundles the package for Node, Bun and Deno: each entry in one file as an ES module, and in one file as CommonJS. One
// file, because finding twenty files takes a runtime longer than running them. An ES module that imports CommonJS starts
// 3 ms later in Node 20 and 22, and 1.3 ms later in Node 24, so the ES modules do not re-export the CommonJS.
//
// If `import` and `require` each ran code of their own, a program would have every class twice. So in both files the
// code is a function. The file that is loaded first calls it and stores the result in `globalThis`, where the file that
// is loaded second finds it.

import { createHash } from "node:crypto";
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, posix, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { esbuild, formatted } from "./esbuild.mjs";

const modules = "pkg/dist";
const commonjs = `${modules}/cjs`;

/** The module that entries do not contain themselves, so that a program has each class of errors once. */
const errors = { module: "errors/classes", variable: "classes" };
/** What the entry of plans imports: the client, which it would otherwise contain a second time, and files. */
const client = { module: "index", variable: "client", file: "./node.js" };
const files = {
  module: "node:fs/promises",
  variable: "files",
  file: "node:fs/promises",
  names: ["readFile"],
};

/** The entries. Most have an ES module with a name of its own, because other runtimes load other files. */
const entries = [
  { module: "entry/node", esModule: "entry/node", outside: [errors] },
  { module: "entry/slim", esModule: "entry/slim-node", outside: [errors] },
  { module: "entry/plan-node", esModule: "entry/plan-node", outside: [client, files] },
  { module: "callback/index", esModule: "callback/node", outside: [errors] },
  { module: "forms/index", esModule: "forms/node", outside: [errors] },
  { module: "proxy/index", esModule: "proxy/node", outside: [errors] },
];
/** The entry without classes. All runtimes load the same ES module. */
const testing = "testing/index";

export async function bundleForNode() {
  const classes = await bundled(errors);
  const bundles = [];
  for (const entry of entries) bundles.push(await bundled(entry));

  const prelude = preludeOf([classes, ...bundles]);
  for (const bundle of bundles) {
    const parts = bundle.outside.includes(errors) ? [classes, bundle] : [bundle];
    const code = [prelude, ...parts.map(sharedOnce)];
    writeEsModule(bundle, code);
    writeCommonjs(bundle, code);
  }
  await esbuild({
    entryPoints: [`${modules}/${testing}.js`],
    outfile: `${commonjs}/${testing}.js`,
    format: "cjs",
  });
  writeFileSync(`${commonjs}/package.json`, '{ "type": "commonjs" }\n');
  copyDeclarations();
}

/**
 * Returns a module with the names of its exports, and with an expression for their values. An object with a getter for
 * each export, as esbuild writes it for CommonJS, would make a start 0.7 ms longer.
 */
async function bundled({ variable = "entry", outside = [], ...rest }) {
  const { outputFiles } = await esbuild({
    entryPoints: [pathOf(rest)],
    format: "esm",
    plugins: [await fromVariables(outside)],
    // Removes the comments, which are in the declarations.
    minifyWhitespace: true,
    write: false,
  });
  const [, code, list] = /^(.*)\nexport \{(.*)\};\n$/s.exec(await formatted(outputFiles[0].text));
  const exports = list.split(",").map((item) => item.trim().split(" as "));
  const values = exports.map(([local, name]) => (name ? `${name}: ${local}` : local)).join(", ");
  // Frozen, as the exports of an ES module are.
  const object = `Object.freeze(Object.defineProperty({ ${values} }, "__esModule", { value: true }))`;
  const expression = `(() => {\n${code}\nreturn ${object};\n})()`;
  return { ...rest, variable, outside, expression, names: exports.map((parts) => parts.at(-1)) };
}

/** Lets a bundle take the exports of modules from variables, instead of containing these modules. */
async function fromVariables(outside) {
  const contents = new Map();
  for (const imported of outside) {
    const names = await namesOf(imported);
    contents.set(pathOf(imported), `export const { ${names.join(", ")} } = ${imported.variable};`);
  }
  return {
    name: "variables",
    setup({ onLoad, onResolve }) {
      onResolve({ filter: /./ }, ({ path: specifier, resolveDir }) => {
        const path = specifier.startsWith(".") ? resolve(resolveDir, specifier) : specifier;
        return contents.has(path) ? { path, namespace: "variable" } : undefined;
      });
      onLoad({ filter: /./, namespace: "variable" }, ({ path }) => ({ contents: contents.get(path) }));
    },
  };
}

/**
 * Returns the first lines of each bundle. The name of the property has a hash of all code, so that two versions of the
 * package do not share. Where `globalThis` takes no property, each file has classes of its own.
 */
function preludeOf(parts) {
  const hash = createHash("sha256");
  for (const { expression } of parts) hash.update(expression);
  return [
    "// `import` and `require` load different files. The first one runs the code, and shares what it made.",
    `const key = Symbol.for("junction-credentials ${hash.digest("hex").slice(0, 16)}");`,
    "const shared = globalThis[key] ?? {};",
    "Reflect.defineProperty(globalThis, key, { value: shared });",
  ].join("\n");
}

function sharedOnce({ module, variable, expression }) {
  return `const ${variable} = (shared["${module}"] ??= ${expression});`;
}

function writeEsModule({ esModule, outside, names }, code) {
  const imports = importedBy(outside, ({ variable, file }) => `import * as ${variable} from "${file}";`);
  const exports = `export const { ${names.join(", ")} } = entry;`;
  write(`${modules}/${esModule}.js`, [...imports, ...code, exports]);
}

function writeCommonjs({ module, outside, names }, code) {
  write(`${commonjs}/${module}.js`, [
    '"use strict";',
    ...importedBy(outside, ({ variable, file }) => `const ${variable} = require("${file}");`),
    ...code,
    "module.exports = entry;",
    // Never executed, but Node reads the names from it that an ES module can import.
    `0 && (module.exports = { ${names.join(", ")} });`,
  ]);
}

function importedBy(outside, statement) {
  return outside.filter(({ file }) => file).map(statement);
}

function write(path, lines) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${lines.join("\n")}\n`);
}

/** Copies the declarations for CommonJS. They are the same in both folders; only the nearest package.json differs. */
function copyDeclarations() {
  const found = new Set();
  const visit = (name) => {
    const path = `${name}.d.ts`;
    if (found.has(path)) return;
    found.add(path);
    const imports = readFileSync(`${modules}/${path}`, "utf8").matchAll(/(?:from|import) "(\..+)\.js"/g);
    for (const [, target] of imports) visit(posix.join(posix.dirname(name), target));
  };
  for (const { module } of entries) visit(module);
  visit(testing);
  for (const path of found) cpSync(`${modules}/${path}`, `${commonjs}/${path}`);
}

async function namesOf({ module, names }) {
  return names ?? Object.keys(await import(pathToFileURL(pathOf({ module }))));
}

function pathOf({ module }) {
  return module.startsWith("node:") ? module : resolve(`${modules}/${module}.js`);
}

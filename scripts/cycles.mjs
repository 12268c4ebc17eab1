// Finds import cycles among the modules of the Rust core, and exits with 1 if there is one. Biome finds those of
// TypeScript.
//
// Usage: node scripts/cycles.mjs [folder]

import { readdirSync, readFileSync } from "node:fs";
import { join, sep } from "node:path";

/** Returns the modules that each module in a folder uses. Modules have paths such as `client::call`. */
function usesIn(root) {
  const files = readdirSync(root, { recursive: true }).sort();
  const isTest = (file) => file.split(sep).some((part) => /^(tests|bin)(\.rs)?$/.test(part));
  const compiled = files.filter((file) => file.endsWith(".rs") && !isTest(file));
  const sources = new Map(compiled.map((file) => [nameOf(file), sourceOf(join(root, file))]));
  const exported = new Map(Array.from(sources, ([name, source]) => [name, exportsOf(name, source, sources)]));
  const uses = new Map();
  for (const [name, source] of sources) {
    const paths = usedPaths(source).map((path) => absolute(path, name, sources));
    const modules = paths.map((path) => path && moduleOf(path, sources, exported));
    uses.set(name, new Set(modules.filter((used) => used !== undefined && used !== name)));
  }
  return uses;
}

function nameOf(file) {
  const parts = file.replace(/\.rs$/, "").split(sep);
  if (/^(mod|lib)$/.test(parts.at(-1))) parts.pop();
  return parts.join("::");
}

/** Returns the code of a file without tests, comments and strings. */
function sourceOf(file) {
  return readFileSync(file, "utf8")
    .replace(/#\[cfg\(test\)\]\s*(pub(\([^)]*\))? )?mod \w+ \{[\s\S]*$/, "")
    .replace(/\/\/.*$/gm, "")
    .replace(/"(?:[^"\\]|\\.)*"/g, '""');
}

const useStatement = /\b(pub(?:\([^)]*\))? )?use ([^;]+);/g;

/** Returns the re-exports of a module: the path of each name. */
function exportsOf(name, source, sources) {
  const found = new Map();
  for (const [, isPublic, tree] of source.matchAll(useStatement)) {
    if (!isPublic) continue;
    for (const path of flattened(tree)) {
      const [target, alias] = path.split(" as ");
      found.set(
        alias ?? target.split("::").at(-1),
        absolute(target, name, sources) ?? [...parts(name), ...target.split("::")],
      );
    }
  }
  return found;
}

/** Returns the paths in the code of a module, including those in `use`. A re-export does not count as a use. */
function usedPaths(source) {
  const inUse = Array.from(source.matchAll(useStatement), ([, isPublic, tree]) =>
    isPublic ? [] : flattened(tree),
  );
  const inCode = source.replace(useStatement, "").match(/(?<![\w:])\$?[a-z]\w*(?:::\w+)+/g) ?? [];
  return [...inUse.flat().map((path) => path.split(" as ")[0]), ...inCode];
}

/** Expands a `use` tree such as `a::{b, c::{d, e}}` into its paths. */
function flattened(tree) {
  const text = tree.replace(/\s+/g, " ").trim();
  const open = text.indexOf("{");
  if (open < 0) return [text];
  const prefix = text.slice(0, open);
  const found = [];
  let depth = 0;
  let start = open + 1;
  for (let at = open + 1; at < text.length; at += 1) {
    if (text[at] === "{") depth += 1;
    const ends = depth === 0 && (text[at] === "," || text[at] === "}");
    if (ends && text.slice(start, at).trim()) found.push(...flattened(prefix + text.slice(start, at).trim()));
    if (ends) start = at + 1;
    if (text[at] === "}") depth -= 1;
  }
  return found;
}

const parts = (name) => (name ? name.split("::") : []);

/** Returns the path from the root of the crate. Undefined for a path in another crate. */
function absolute(path, from, sources) {
  const steps = path.split("::");
  const base = parts(from);
  if (/^\$?crate$/.test(steps[0])) return steps.slice(1);
  if (sources.has([...base, steps[0]].join("::"))) return [...base, ...steps];
  if (steps[0] !== "super" && steps[0] !== "self") return undefined;
  while (steps[0] === "super" || steps[0] === "self") if (steps.shift() === "super") base.pop();
  return [...base, ...steps];
}

/** Returns the module that defines the item of a path. Follows re-exports. */
function moduleOf(path, sources, exported) {
  let length = path.length;
  while (length > 0 && !sources.has(path.slice(0, length).join("::"))) length -= 1;
  const name = path.slice(0, length).join("::");
  const [item, ...rest] = path.slice(length);
  const target = item === undefined ? undefined : exported.get(name)?.get(item);
  return target ? moduleOf([...target, ...rest], sources, exported) : sources.has(name) ? name : undefined;
}

/** Returns each cycle as a chain that begins and ends with the same module. */
function cyclesIn(uses) {
  const found = [];
  const done = new Set();
  const chain = [];
  const visit = (name) => {
    if (chain.includes(name)) found.push([...chain.slice(chain.indexOf(name)), name]);
    if (done.has(name) || chain.includes(name)) return;
    chain.push(name);
    for (const used of uses.get(name) ?? []) visit(used);
    chain.pop();
    done.add(name);
  };
  for (const name of uses.keys()) visit(name);
  return found;
}

const [root = "src"] = process.argv.slice(2);
const uses = usesIn(root);
const cycles = cyclesIn(uses);
for (const names of cycles)
  console.log(names.map((name) => `crate::${name}`.replace(/::$/, "")).join(" -> "));
console.log(`${uses.size} modules, ${cycles.length} import cycles`);
process.exitCode = cycles.length === 0 ? 0 : 1;

// Shortens the names that the module and its glue use for each other. wasm-bindgen's names end in hashes, which cannot
// be compressed.

import { Failure, step } from "./step.mjs";

/** Writes a module whose imports and exports have short names, and returns the old and new names. */
export async function shortNames(module, renamed) {
  const passes = ["--minify-imports-and-exports-and-modules", "--strip-debug", "--strip-target-features"];
  const command = ["wasm-opt", ...passes, module, "--output", renamed];
  const { stdout } = await step("wasm-opt, short names", command, { again: "npm run build" });
  return JSON.parse(stdout);
}

/** Returns the glue with the short names. */
export function renamedGlue(source, names) {
  const [[module], ...others] = names.imports;
  const table = `"${module}": import0`;
  if (!source.includes(table) || others.some(([other]) => other !== module)) {
    throw new Failure(
      "the module imports from more than its glue, whose short names would then be taken twice",
    );
  }
  const imports = new Map(names.imports.map(([, name, short]) => [name, short]));
  const exports = new Map(names.exports);
  const shortOf = (known, name) => {
    const short = known.get(name);
    if (short === undefined) throw new Failure(`the module does not know what its glue calls ${name}`);
    return short;
  };

  let count = 0;
  const glue = source
    .replace(table, "a: import0")
    .replace(/^ {8}(\w+)(?=: (?:handleError\()?\(.*\) => \{$)/gm, (_, name) => {
      count += 1;
      return `        ${shortOf(imports, name)}`;
    })
    .replace(/\bwasm\.(\w+)/g, (_, name) => `wasm.${shortOf(exports, name)}`);
  if (count !== imports.size) throw new Failure(`the glue has ${count} imports, the module ${imports.size}`);
  return glue;
}

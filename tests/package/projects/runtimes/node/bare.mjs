// Loads the package in a realm that has only the language and the globals that are listed here: no process, no Buffer,
// no fetch, no files. Prints the error of a client without options, which shows that the module is ready.

import { readFileSync } from "node:fs";
import { compileFunction, createContext, SourceTextModule } from "node:vm";

const given = { TextDecoder, TextEncoder, atob };
const context = createContext(given);
const dist = new URL("node_modules/junction-credentials/dist/", import.meta.url);
const file = new URL(process.argv[2], dist);

const { JunctionManagement } = await (file.href.includes("/cjs/") ? runCommonjs() : importModule());
try {
  new JunctionManagement();
} catch (error) {
  console.log(error.kind);
}

async function importModule() {
  const modules = new Map();
  const load = (url) => {
    const known = modules.get(url.href);
    if (known) return known;
    const module = new SourceTextModule(readFileSync(url, "utf8"), { context, identifier: url.href });
    modules.set(url.href, module);
    return module;
  };
  const entry = load(file);
  await entry.link((specifier, { identifier }) => {
    if (!specifier.startsWith(".")) throw new Error(`${identifier} imports ${specifier}`);
    return load(new URL(specifier, identifier));
  });
  await entry.evaluate();
  return entry.namespace;
}

function runCommonjs(url = file) {
  const source = readFileSync(url, "utf8");
  const module = { exports: {} };
  const require = (specifier) => {
    if (!specifier.startsWith(".")) throw new Error(`${url.href} requires ${specifier}`);
    return runCommonjs(new URL(specifier, url));
  };
  compileFunction(source, ["module", "exports", "require"], { parsingContext: context })(
    module,
    module.exports,
    require,
  );
  return module.exports;
}

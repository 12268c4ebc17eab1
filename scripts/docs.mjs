// Builds the documentation of the package and of its Rust core. Warnings, such as a missing comment or a broken link,
// are errors.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { build } from "./build.mjs";
import { unlessMade } from "./stamp.mjs";
import { Failure, step } from "./step.mjs";

// The only target that compiles the whole crate.
const target = "wasm32-unknown-unknown";
const places = {
  package: "target/docs/typescript/index.html",
  core: `target/${target}/doc/junction_credentials/index.html`,
};
const again = "npm run docs";

export async function docs() {
  await build();
  await documentation();
  for (const [name, place] of Object.entries(places)) console.log(`  ${name}: ${place}`);
}

/** Builds both parts. The package must already be built. */
export async function documentation() {
  const made = { inputs: ["docs/package-lock.json"], outputs: ["docs/node_modules/.package-lock.json"] };
  const install = ["npm", "ci", "--prefix", "docs"];
  await unlessMade("docs", made, () => step("npm packages of docs", install, { takes: "about 5 s" }));

  const typedoc = ["node", "docs/node_modules/typedoc/bin/typedoc", "--options", "docs/typedoc.json"];
  await step("typedoc", typedoc, { again, verdict: exported });

  const rustdoc = ["cargo", "doc", "--lib", "--no-deps", "--document-private-items", "--target", target];
  const env = { RUSTDOCFLAGS: "-D warnings" };
  await step("rustdoc, comparison", [...rustdoc, "--features", "plan"], { again, env });
  await step("rustdoc", rustdoc, { again, env, verdict: pages });
}

function exported() {
  const { children: entries = [] } = JSON.parse(readFileSync("target/docs/typescript.json", "utf8"));
  const counts = entries.map(({ name, children = [] }) => `${children.length} of ${name}`);
  // typedoc reports no warnings for an entry in which it finds nothing.
  if (counts.length === 0) throw new Failure("no entry is documented");
  if (entries.some(({ children = [] }) => children.length === 0)) throw new Failure(`empty: ${counts}`);
  return `exports: ${counts.join(", ")}`;
}

function pages() {
  if (!existsSync(places.core)) throw new Failure(`${places.core} is missing`);
  const folder = places.core.replace("/index.html", "");
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return `${files.filter((file) => file.endsWith(".html")).length} pages`;
}

// Checks formatting, lints, import cycles and types. `--fix` fixes what can be fixed automatically.

import { build } from "./build.mjs";
import { step } from "./step.mjs";

export async function check(args = []) {
  const fix = args.includes("--fix");
  const clippyFix = fix ? ["--fix", "--allow-dirty", "--allow-staged"] : [];
  const clippy = ["cargo", "clippy", ...clippyFix];
  // Only the targets that run as WebAssembly: the native tests need crates that do not support it.
  const target = ["--target", "wasm32-unknown-unknown", "--lib"];
  const wasm = [...target, "--test", "wasm"];

  await build();
  await step("rustfmt", ["cargo", "fmt", ...(fix ? [] : ["--check"])]);
  await step("clippy", [...clippy, "--all-targets", "--all-features", "--", "-D", "warnings"]);
  await step("clippy, wasm", [...clippy, ...wasm, "--", "-D", "warnings"]);
  const comparison = [...target, "--features", "plan"];
  await step("clippy, comparison", [...clippy, ...comparison, "--", "-D", "warnings"]);
  await step("import cycles", ["node", "scripts/cycles.mjs"], { verdict: (output) => output });
  await step("biome", ["biome", "check", ...(fix ? ["--write"] : [])], { again: "npx biome check" });
  await step("tsc, tests and examples", ["tsc", "--noEmit"], { again: "npx tsc --noEmit" });
  const studio = ["npm", "--prefix", "pkg-template/studio", "run", "check"];
  await step("tsc, the studio", studio, { again: studio.join(" ") });
}

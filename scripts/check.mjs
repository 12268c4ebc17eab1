// Checks form and types without running anything: formatting, lints, import cycles, TypeScript. --fix mends what can be mended.

import { build } from "./build.mjs";
import { step } from "./step.mjs";

export async function check(args = []) {
  const fix = args.includes("--fix");
  const clippyFix = fix ? ["--fix", "--allow-dirty", "--allow-staged"] : [];
  const clippy = ["cargo", "clippy", ...clippyFix];
  // Only what is run there: the native tests need crates that have no WebAssembly.
  const wasm = ["--target", "wasm32-unknown-unknown", "--lib", "--test", "wasm"];

  await build();
  await step("rustfmt", ["cargo", "fmt", ...(fix ? [] : ["--check"])]);
  await step("clippy", [...clippy, "--all-targets", "--all-features", "--", "-D", "warnings"]);
  await step("clippy, wasm", [...clippy, ...wasm, "--", "-D", "warnings"]);
  await step("import cycles", ["node", "scripts/cycles.mjs"], { verdict: (output) => output });
  await step("biome", ["biome", "check", ...(fix ? ["--write"] : [])], { again: "npx biome check" });
  await step("tsc, tests and examples", ["tsc", "--noEmit"], { again: "npx tsc --noEmit" });
}

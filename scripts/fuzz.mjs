// Fuzzes the validator and the parsing of addresses, each for some time: node scripts/run.mjs fuzz [seconds].

import { cpSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cargoTool, setup } from "./setup.mjs";
import { show, step } from "./step.mjs";

const targets = {
  check: ["-max_len=600", "-dict=fuzz/json.dict"],
  addresses: ["-max_len=120", "-only_ascii=0"],
};

export async function fuzz([seconds = "60"]) {
  await setup();
  await cargoTool("cargo-fuzz", { crate: "cargo-fuzz", version: "0.13.2" });
  await step("nightly Rust", [
    "rustup",
    "toolchain",
    "install",
    "nightly",
    "--profile",
    "minimal",
    "--no-self-update",
  ]);
  for (const [target, options] of Object.entries(targets)) {
    // No sanitizer: there is no unsafe code, and the fuzzer looks for panics and disagreements.
    const cargoFuzz = ["cargo", "+nightly", "fuzz"];
    await step(`build of ${target}`, [...cargoFuzz, "build", "--sanitizer", "none", target], {
      takes: "about 1 min",
    });
    // New inputs are not added to the committed corpus, to keep it small.
    const corpus = mkdtempSync(join(tmpdir(), `fuzz-${target}-`));
    cpSync(`fuzz/corpus/${target}`, corpus, { recursive: true });
    await show([
      ...cargoFuzz,
      "run",
      "--sanitizer",
      "none",
      target,
      corpus,
      "--",
      `-max_total_time=${seconds}`,
      ...options,
    ]);
  }
}

// Makes a machine ready that has git, Node and rustup, and does nothing on one that is.

import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { unlessMade } from "./stamp.mjs";
import { Failure, step } from "./step.mjs";

// The oldest that the tools for development run in, of which Vite is the most demanding.
const oldestNode = { major: 20, minor: 19 };
// What ships, and what runs the ordinary tests in WebAssembly.
const wasmTargets = ["wasm32-unknown-unknown", "wasm32-wasip1"];
// Of the standard library, which is compiled into the core.
const source = "rust-src";

/** Node, the Rust toolchain, wasm-pack, wasm-bindgen and the npm packages, in the versions that this project pins. */
export async function setup() {
  requireNode();
  await rustToolchain();
  await cargoTool("wasm-pack", {
    crate: "wasm-pack",
    version: "0.15.1",
    // No TLS: wasm-pack downloads nothing here.
    options: ["--no-default-features"],
  });
  await cargoTool("wasm-bindgen", {
    crate: "wasm-bindgen-cli",
    // The command and the library must have the same version.
    version: lockedVersion("wasm-bindgen"),
    // No TLS, which only remote browsers would need.
    options: ["--no-default-features", "--bin", "wasm-bindgen", "--bin", "wasm-bindgen-test-runner"],
  });
  await npmPackages();
}

function requireNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > oldestNode.major || (major === oldestNode.major && minor >= oldestNode.minor)) return;
  const needed = `${oldestNode.major}.${oldestNode.minor}`;
  throw new Failure(`Node ${needed} or newer is needed, this is ${process.version}: https://nodejs.org`);
}

async function rustToolchain() {
  const toolchains = output("rustup", ["toolchain", "list"]);
  if (toolchains === undefined) throw new Failure("rustup is needed on the PATH: https://rustup.rs");

  const [, channel] = /^channel = "(.+)"$/m.exec(readFileSync("rust-toolchain.toml", "utf8"));
  if (!toolchains.includes(`${channel}-`)) {
    const parts = ["rustfmt", "clippy", source].flatMap((component) => ["--component", component]);
    const command = ["rustup", "toolchain", "install", channel, "--profile", "minimal", ...parts];
    const targets = wasmTargets.flatMap((target) => ["--target", target]);
    await step(`Rust ${channel}`, [...command, ...targets], { takes: "about 1 min" });
    return;
  }
  const installed = output("rustup", ["component", "list", "--installed"])?.split("\n") ?? [];
  if (wasmTargets.some((target) => !installed.includes(`rust-std-${target}`))) {
    await step("wasm targets of Rust", ["rustup", "target", "add", ...wasmTargets]);
  }
  if (!installed.includes(source)) {
    await step("source of Rust's library", ["rustup", "component", "add", source]);
  }
}

/** Compiles a program of crates.io into .tools, unless this version is there. */
export async function cargoTool(program, { crate, version, options = [] }) {
  if (output(`.tools/bin/${program}`, ["--version"])?.trim() === `${program} ${version}`) return;

  const command = [
    "cargo",
    "install",
    "--locked",
    "--force",
    "--root",
    ".tools",
    ...options,
    `${crate}@${version}`,
  ];
  // Without optimisation it compiles in less than half the time, and a run of the tests takes 2 s longer. Without
  // unwinding it compiles in 10 % less.
  const env = { CARGO_PROFILE_RELEASE_OPT_LEVEL: "0", CARGO_PROFILE_RELEASE_PANIC: "abort" };
  await step(`${program} ${version}`, command, { takes: "compiled once, about 1 min", env });
}

async function npmPackages() {
  const made = { inputs: ["package-lock.json"], outputs: ["node_modules/.package-lock.json"] };
  await unlessMade("npm", made, () => step("npm packages", ["npm", "ci"], { takes: "about 10 s" }));
}

function lockedVersion(crate) {
  const entry = new RegExp(`name = "${crate}"\nversion = "(.+)"`);
  return entry.exec(readFileSync("Cargo.lock", "utf8"))[1];
}

/** What a quick command prints, or undefined when it is missing or fails. */
function output(program, args) {
  const { status, stdout } = spawnSync(program, args, { encoding: "utf8" });
  return status === 0 ? stdout : undefined;
}

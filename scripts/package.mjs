// Adds the files to pkg/ that are copied and not compiled, and links pkg/ under the published name.

import {
  copyFileSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";

const copied = ["README.md", "CHANGELOG.md", "SECURITY.md", "LICENSE-MIT", "LICENSE-APACHE"];
const linkPath = "node_modules/junction-credentials";
const linkTarget = "../pkg";

/** The version is only in Cargo.toml. */
export function manifest() {
  const [, version] = /^version = "(.+)"$/m.exec(readFileSync("Cargo.toml", "utf8"));
  const { name, ...rest } = JSON.parse(readFileSync("pkg-template/package.json", "utf8"));
  mkdirSync("pkg", { recursive: true });
  writeFileSync("pkg/package.json", `${JSON.stringify({ name, version, ...rest }, null, 2)}\n`);
}

export function documents() {
  for (const file of copied) copyFileSync(file, `pkg/${file}`);
}

/** npm removes the link at every installation, so every build checks it. */
export function link() {
  if (isLinked()) return;
  rmSync(linkPath, { recursive: true, force: true });
  symlinkSync(linkTarget, linkPath, "junction");
}

function isLinked() {
  try {
    return readlinkSync(linkPath) === linkTarget;
  } catch {
    return false;
  }
}

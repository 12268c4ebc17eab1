// Finds the Chromium in which the tests run, and installs it on CI from the system's packages, not from npm.

import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { Failure, step } from "./step.mjs";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const places = {
  darwin: ["Google Chrome", "Chromium"].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`),
  win32: ["PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"].map((variable) =>
    join(process.env[variable] ?? "", "Google/Chrome/Application/chrome.exe"),
  ),
};
const installations = {
  darwin: "brew install --cask chromium",
  win32: "winget install Google.Chrome",
};
const installation = installations[process.platform] ?? "apt-get install chromium";

/** How to install Chromium. */
export const noChromium = `no Chromium found; install it with \`${installation}\`, or name one in CHROMIUM_PATH`;

/** Returns the path of the installed Chromium or Chrome. If there is none, returns undefined, or fails on CI. */
export async function chromium() {
  const found = find();
  if (found || process.env.CI !== "true") return found;

  await install();
  const installed = find();
  if (!installed) throw new Failure(noChromium);
  return installed;
}

function find() {
  const named = process.env.CHROMIUM_PATH;
  if (named && !existsSync(named)) throw new Failure(`there is no ${named}, which CHROMIUM_PATH names`);
  return named || names.map(onPath).find(Boolean) || places[process.platform]?.find(existsSync);
}

async function install() {
  if (!onPath("apt-get")) return;
  const root = process.getuid?.() === 0 ? [] : ["sudo", "-n"];
  const install = ["apt-get", "install", "-y", "--no-install-recommends", "chromium"];
  await step("Debian's packages", [...root, "apt-get", "update"]);
  await step("Chromium", [...root, ...install], { takes: "about 1 min" });
}

function onPath(program) {
  const folders = (process.env.PATH ?? "").split(delimiter);
  return folders.map((folder) => join(folder, program)).find(existsSync);
}

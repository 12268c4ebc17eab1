// Builds the page of the studio, which imports the package by its name.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { unlessMade } from "./stamp.mjs";
import { step } from "./step.mjs";

const folder = "pkg-template/studio";
const output = "pkg/dist/studio";
const npm = ["npm", "--prefix", folder];

/**
 * Builds the page into the package. A checkout without the page is built without it.
 *
 * @param ofPackage The inputs of what it imports.
 */
export async function studio(ofPackage) {
  if (!hasBuild()) return;
  await unlessMade(
    "studio-npm",
    { inputs: [`${folder}/package-lock.json`], outputs: [`${folder}/node_modules/.package-lock.json`] },
    () => step("npm packages, studio", [...npm, "ci", "--no-audit", "--no-fund"], { takes: "about 10 s" }),
  );
  await unlessMade(
    "studio",
    { inputs: [...ofPackage, ...sources()], outputs: [`${output}/index.html`] },
    async () => {
      // Vite empties a folder outside of its own only when it is told to.
      const options = ["--outDir", resolve(output), "--emptyOutDir"];
      await step("vite, the studio", [...npm, "run", "build", "--", ...options], { again: "npm run build" });
    },
  );
}

function hasBuild() {
  const manifest = `${folder}/package.json`;
  return existsSync(manifest) && "build" in (JSON.parse(readFileSync(manifest, "utf8")).scripts ?? {});
}

function sources() {
  return readdirSync(folder)
    .filter((entry) => entry !== "node_modules" && entry !== "dist")
    .map((entry) => `${folder}/${entry}`);
}

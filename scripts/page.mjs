// Builds the page of the studio, which imports the package by its name.

import { readdirSync } from "node:fs";
import { resolve } from "node:path";
import { unlessMade } from "./stamp.mjs";
import { step } from "./step.mjs";

const folder = "pkg-template/studio";
const output = "pkg/dist/studio";
const npm = ["npm", "--prefix", folder];

/**
 * Builds the page into the package.
 *
 * @param ofPackage The inputs of what it imports.
 */
export async function page(ofPackage) {
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

function sources() {
  return readdirSync(folder)
    .filter((entry) => entry !== "node_modules" && entry !== "dist")
    .map((entry) => `${folder}/${entry}`);
}

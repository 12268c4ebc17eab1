/** Bundles tests/behaviour into one module that runs in any runtime. The package is not bundled. */

import { readdirSync } from "node:fs";
import { join } from "node:path";
import { type BuildOptions, build } from "esbuild";

const root = join(import.meta.dirname, "../..");

/**
 * Writes a module that exports `runTests(): Promise<Report>`.
 *
 * The package remains an import, so that the runtime resolves the installed one, unless `options` change this.
 */
export async function bundleBehaviour(
  outfile: string,
  { alias, ...options }: BuildOptions = {},
): Promise<void> {
  const harness = join(root, "tests/runtimes/harness.ts");
  const behaviour = join(root, "tests/behaviour");
  const files = readdirSync(behaviour, { recursive: true, encoding: "utf8" }).sort();
  const tests = files.filter((file) => file.endsWith(".test.ts"));
  const imports = tests.map((file) => `import ${JSON.stringify(join(behaviour, file))};`);
  await build({
    stdin: {
      contents: [...imports, `export { runTests } from ${JSON.stringify(harness)};`].join("\n"),
      resolveDir: root,
    },
    alias: { vitest: harness, ...alias },
    external: ["junction-credentials", "junction-credentials/plan", "junction-credentials/testing"],
    bundle: true,
    format: "esm",
    platform: "neutral",
    mainFields: ["module", "main"],
    target: "es2022",
    // Modules are strict, and must remain so in any other format.
    banner: { js: '"use strict";' },
    outfile,
    logLevel: "warning",
    ...options,
  });
}

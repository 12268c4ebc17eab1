/** Bundles the programs of this folder into one module for any runtime with async contexts. */

import { join } from "node:path";
import { type BuildOptions, build } from "esbuild";
import { expect } from "vitest";

const runtimes = join(import.meta.dirname, "..");

/** Writes a module that exports `contexts(): Promise<Contexts>`. The package remains an import. */
export async function bundleContexts(
  outfile: string,
  { alias, ...options }: BuildOptions = {},
): Promise<void> {
  await build({
    entryPoints: [join(import.meta.dirname, "main.ts")],
    alias: { vitest: join(runtimes, "harness.ts"), ...alias },
    external: ["junction-credentials", "node:async_hooks"],
    bundle: true,
    format: "esm",
    platform: "neutral",
    mainFields: ["module", "main"],
    target: "es2022",
    outfile,
    logLevel: "warning",
    ...options,
  });
}

/** A program that prints the result of `contexts()`. */
export const program = `import { contexts } from "./contexts.mjs";
console.log(JSON.stringify(await contexts()));
`;

/** Expects that nothing ran in a foreign context, and that there were enough calls to detect it. */
export function expectOwnContexts(printed: string): void {
  const { cases, crowd } = JSON.parse(printed);

  expect(cases.failures).toEqual([]);
  expect(cases.passed).toBeGreaterThan(50);
  expect(crowd).toMatchObject({
    calls: 10_000,
    failures: [],
    foreignKeys: 0,
    foreignFetches: 0,
    foreignBodies: 0,
    foreignDrifts: 0,
    foreignTimers: 0,
  });
  expect(crowd.attempts).toBeGreaterThan(19_000);
  expect(crowd.retries).toBeGreaterThan(2000);
  expect(crowd.drifts).toBeGreaterThan(30_000);
}

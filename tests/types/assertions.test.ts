/**
 * Compiles the assertions of this folder with the packed tarball, with the oldest and the newest supported compiler.
 */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { inProject, type Project } from "../package/throwaway.js";

const texts = readdirSync(import.meta.dirname)
  .filter((name) => name.endsWith(".test-d.ts"))
  .map((name) => [name, readFileSync(join(import.meta.dirname, name), "utf8")] as const);
const comparison = readFileSync(join(import.meta.dirname, "expect-type.ts"), "utf8");

const positive = count(/\bexpectType</g);
const negative = count(/^\s*\/\/ @ts-expect-error .+/gm);

const strict = {
  target: "ES2022",
  module: "nodenext",
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  isolatedModules: true,
  skipLibCheck: false,
  noEmit: true,
};
const globals = {
  "@types/node without the DOM": { lib: ["ES2023"], types: ["node"] },
  "the DOM without @types/node": { lib: ["ES2023", "DOM"], types: [] },
};
const compilers = { "types/typescript-5.4": "5.4", "types-newest/typescript": "7" };

// One assertion that fails, and one expected error that does not occur.
const wrong = `import type { Env } from "junction-credentials";
import { expectType, some } from "./expect-type.js";

expectType<string>()(some<Env>());
// @ts-expect-error
"sandbox" satisfies Env;
`;

test(`there are ${positive} types to the letter and ${negative} errors to the line`, () => {
  console.log(`${positive + negative} assertions: ${positive} types, ${negative} errors`);

  expect(positive + negative).toBeGreaterThanOrEqual(60);
  for (const [name, text] of texts) expect(text, name).toMatch(/@ts-expect-error|expectType</);
});

for (const [project, version] of Object.entries(compilers)) {
  test(`all ${positive + negative} assertions hold under TypeScript ${version}, and wrong ones do not`, async () => {
    await inProject(project, async (at) => {
      expect(await at.run("tsc", ["--version"])).toContain(`Version ${version}.`);
      await at.write("expect-type.ts", comparison);
      for (const [name, text] of texts) await at.write(name, text);
      await at.write("wrong.test-d.ts", wrong);

      for (const environment of Object.keys(globals) as (keyof typeof globals)[]) {
        expect(await errors(at, environment, ["*.test-d.ts"]), environment).toEqual([
          expect.stringMatching(/^wrong\.test-d\.ts\(4,1\): error TS2554: Expected 2 arguments/),
          expect.stringMatching(/^wrong\.test-d\.ts\(5,1\): error TS2578: Unused '@ts-expect-error'/),
        ]);
      }
    });
  });
}

/** Returns the compiler's errors, line by line. */
async function errors(at: Project, environment: keyof typeof globals, include: string[]): Promise<string[]> {
  const compilerOptions = { ...strict, ...globals[environment] };
  await at.write("tsconfig.json", JSON.stringify({ compilerOptions, include }));
  const output = await at
    .run("tsc", ["--pretty", "false"])
    .catch((error: unknown) => (error as Error).message);
  return output.split("\n").filter((line) => line.includes("error TS"));
}

function count(pattern: RegExp): number {
  return texts.reduce((sum, [, text]) => sum + (text.match(pattern)?.length ?? 0), 0);
}

import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { inProject, type Project } from "./throwaway.js";

/** The programs that stand for all consumers. */
const consumers = ["consumer", "consumer-edge"];
const textOf = (name: string) => readFile(join(import.meta.dirname, `${name}.ts`), "utf8");
// In a separate file, because CommonJS cannot import a .wasm.
const module = `import { init, initSync } from "junction-credentials/slim";
import wasm from "junction-credentials/wasm";

export const ready = () => init(wasm);
export const readyAtOnce = () => initSync(wasm);
`;

/** The API's description, independent of the models. */
const { objects, values } = JSON.parse(
  readFileSync(join(import.meta.dirname, "../fixtures/description.json"), "utf8"),
);
const describedTypes = [...Object.keys(objects), ...Object.keys(values)];
const described = `import type { ${describedTypes.join(", ")} } from "junction-credentials";

export type Described = [${describedTypes.join(", ")}];
`;

const strict = {
  target: "ES2022",
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noPropertyAccessFromIndexSignature: true,
  isolatedModules: true,
  skipLibCheck: false,
};
const globals = {
  "@types/node without the DOM": { lib: ["ES2022"], types: ["node"] },
  "the DOM without @types/node": { lib: ["ES2022", "DOM"], types: [] },
};
const resolutions = {
  nodenext: {
    module: "nodenext",
    files: [...consumers, "described"].flatMap((name) => [`${name}.mts`, `${name}.cts`]).concat("module.mts"),
  },
  bundler: {
    module: "esnext",
    moduleResolution: "bundler",
    files: [...consumers, "described", "module"].map((name) => `${name}.ts`),
  },
  node10: {
    module: "commonjs",
    moduleResolution: "node10",
    files: [...consumers, "described", "module"].map((name) => `${name}.ts`),
  },
};
const compilers = {
  // TypeScript 7 no longer supports node10.
  "types/typescript-5.4": { version: "5.4", resolutions: ["nodenext", "bundler", "node10"] },
  "types-newest/typescript": { version: "7", resolutions: ["nodenext", "bundler"] },
} as const;

for (const [project, compiler] of Object.entries(compilers)) {
  test(`every export compiles strictly under TypeScript ${compiler.version}, and runs`, async () => {
    await inProject(project, async (at) => {
      expect(await at.run("tsc", ["--version"])).toContain(`Version ${compiler.version}.`);
      await writeConsumers(at);
      for (const resolution of compiler.resolutions) {
        for (const name of Object.keys(globals)) await compile(at, resolution, name as keyof typeof globals);
      }

      for (const program of consumers.flatMap((name) => [`${name}.mjs`, `${name}.cjs`])) {
        expect(await at.run("node", [program])).toBe("everything is as expected\n");
      }
    });
  });
}

test("the programs that stand for all consumers use every export", async () => {
  const dist = join(import.meta.dirname, "../../node_modules/junction-credentials/dist");
  const read = (file: string) => readFile(join(dist, file), "utf8");
  const entries = await Promise.all(
    [
      "index.d.ts",
      "core/types.d.ts",
      "entry/slim.d.ts",
      "plan/index.d.ts",
      "callback/index.d.ts",
      "forms/index.d.ts",
      "proxy/index.d.ts",
      "testing/index.d.ts",
    ].map(read),
  );

  const texts = await Promise.all(consumers.map(textOf));
  const imported = texts
    .flatMap((text) => names(text, /^import (?:type )?\{([^}]*)\}/gm))
    .concat(describedTypes);
  const exported = entries.flatMap((entry) => [
    ...names(entry, /^export (?:type )?\{([^}]*)\}/gm),
    ...names(entry, /^export declare function (\w+)/gm),
    ...names(entry, /^export \* as (\w+)/gm),
  ]);

  expect(exported).toContain("fakeManagementApi");
  expect(exported.filter((name) => !imported.includes(name))).toEqual([]);
});

/** Writes the same programs as an ES module, as CommonJS, and in the format of the nearest package.json. */
async function writeConsumers(at: Project): Promise<void> {
  const programs = await Promise.all(consumers.map(async (name) => [name, await textOf(name)] as const));
  for (const [name, text] of [...programs, ["described", described], ["module", module]] as const) {
    for (const extension of ["ts", "mts", "cts"]) await at.write(`${name}.${extension}`, text);
  }
}

async function compile(
  at: Project,
  resolution: keyof typeof resolutions,
  environment: keyof typeof globals,
): Promise<void> {
  const { files, ...options } = resolutions[resolution];
  const noEmit = resolution !== "nodenext";
  const compilerOptions = { ...strict, ...globals[environment], ...options, noEmit };
  await at.write("tsconfig.json", JSON.stringify({ compilerOptions, files }));
  await at.run("tsc").catch((error: unknown) => {
    throw new Error(`with ${resolution} and ${environment}:\n${(error as Error).message}`);
  });
}

/** Returns the exported names in the lists that a pattern matches. */
function names(text: string, pattern: RegExp): string[] {
  const entries = [...text.matchAll(pattern)].flatMap(([, list = ""]) => list.split(","));
  return entries.map((entry) => entry.trim().replace(/^type | as .*$/g, "")).filter(Boolean);
}

// A library can export everything from the package: its declarations then refer to public entries only.

import { copyFile, mkdir, readdir, readFile, rename, symlink } from "node:fs/promises";
import { join } from "node:path";
import * as main from "junction-credentials";
import * as callback from "junction-credentials/callback";
import * as forms from "junction-credentials/forms";
import * as plan from "junction-credentials/plan";
import * as proxy from "junction-credentials/proxy";
import * as slim from "junction-credentials/slim";
import * as testing from "junction-credentials/testing";
import { expect, test } from "vitest";
import { inProject, type Project } from "./throwaway.js";

const sources = join(import.meta.dirname, "declarations");
const entries = { callback, forms, main, plan, proxy, slim, testing };

const layouts = {
  npm: async () => {},
  // The package is in a store, and node_modules contains a link to it.
  pnpm: async ({ folder }: Project) => {
    const store =
      ".pnpm/junction-credentials@file+junction-credentials.tgz/node_modules/junction-credentials";
    const modules = join(folder, "node_modules");
    await mkdir(join(modules, store, ".."), { recursive: true });
    await rename(join(modules, "junction-credentials"), join(modules, store));
    await symlink(store, join(modules, "junction-credentials"));
  },
};

const compilers = { "types/typescript-5.4": "5.4", "types-newest/typescript": "7" };

for (const [project, version] of Object.entries(compilers)) {
  for (const [layout, laidOut] of Object.entries(layouts)) {
    test(`declarations of a library need no inside of the package: TypeScript ${version}, ${layout}`, async () => {
      await inProject(project, async (at) => {
        expect(await at.run("tsc", ["--version"])).toContain(`Version ${version}.`);
        await laidOut(at);
        for (const entry of Object.keys(entries)) {
          await copyFile(join(sources, `${entry}.ts`), join(at.folder, `${entry}.ts`));
          // A separate program for each file: with other files in it, the compiler could find a public name there.
          await compile(at, [`${entry}.ts`], { declaration: true, outDir: "out" });
        }

        const declarations = (await readdir(join(at.folder, "out"))).filter((name) => name.endsWith(".d.ts"));
        expect(declarations).toHaveLength(Object.keys(entries).length);
        for (const name of declarations) {
          const text = await readFile(join(at.folder, "out", name), "utf8");
          const imported = text.matchAll(/\b(?:from |import\()"(.*?)"/g);
          expect(Array.from(imported, ([, from]) => from)).not.toContainEqual(
            expect.not.stringMatching(
              /^junction-credentials(\/callback|\/forms|\/plan|\/proxy|\/slim|\/testing)?$/,
            ),
          );
        }
        const written = declarations.map((name) => `out/${name}`);
        await compile(at, written, { noEmit: true, skipLibCheck: false });
      });
    });
  }
}

for (const [name, entry] of Object.entries(entries)) {
  test(`the library binds every function and method that it may import: ${name}`, async () => {
    const text = await readFile(join(sources, `${name}.ts`), "utf8");

    const bound = Array.from(text.matchAll(/(\w+)\]?\.bind\(/g), ([, name]) => name);
    // The exports that slim shares with the main entry are bound in the library for the main entry.
    const own = Object.entries(entry).filter(
      ([name]) => entry !== slim || !Object.hasOwn(main, name) || name === "init",
    );
    expect(own.flatMap(functionsOf).filter((name) => !bound.includes(name))).toEqual([]);
  });
}

/** Returns the name of an exported function, or the names of the methods of an exported class. */
function functionsOf([name, value]: [string, unknown]): string[] {
  if (typeof value !== "function") return [];
  const methods = Reflect.ownKeys(value.prototype ?? {}).filter((key) => key !== "constructor");
  const isClass = /^class\b/.test(String(value));
  if (!isClass) return [name];
  // The description is `Symbol.asyncIterator`, or `nodejs.dispose` where Node has no native symbol.
  return methods
    .filter((key) => typeof Object.getOwnPropertyDescriptor(value.prototype, key)?.value === "function")
    .map((key) => (typeof key === "symbol" ? (key.description ?? "").replace(/^.*\./, "") : key));
}

async function compile(at: Project, files: string[], rest: object): Promise<void> {
  const compilerOptions = {
    target: "ES2022",
    lib: ["ES2022"],
    types: ["node"],
    module: "nodenext",
    strict: true,
    exactOptionalPropertyTypes: true,
    ...rest,
  };
  await at.write("tsconfig.json", JSON.stringify({ compilerOptions, files }));
  await at.run("tsc");
}

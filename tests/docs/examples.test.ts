import { execFile } from "node:child_process";
import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import * as main from "junction-credentials";
import * as callback from "junction-credentials/callback";
import * as forms from "junction-credentials/forms";
import * as plan from "junction-credentials/plan";
import * as proxy from "junction-credentials/proxy";
import * as testing from "junction-credentials/testing";
import { beforeAll, expect, test } from "vitest";
import { type Block, blocksOfDeclarations, blocksOfDocuments, root } from "./blocks.js";

const exec = promisify(execFile);
// Inside the repository, so that the package is resolved by its name.
const folder = join(root, "target/docs/examples");

const written = blocksOfDocuments();
const declarations = blocksOfDeclarations();
const examples = [...written, ...declarations].filter(({ language }) => language.startsWith("ts"));
const nameOf = (example: Block) => `example-${examples.indexOf(example)}`;
/** The messages of the compiler, by the name of the file. */
let complaints: Map<string, string[]>;

beforeAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  cpSync(join(import.meta.dirname, "project"), folder, { recursive: true });
  writeFileSync(join(folder, "exports.ts"), exportsAsGlobals());
  for (const example of examples) {
    writeFileSync(join(folder, `${nameOf(example)}.${example.language}`), moduleOf(example));
    const file = fileOf(example);
    // A second file of this name is an error.
    if (file)
      writeFileSync(join(folder, `${file}.ts`), `export * from "./${nameOf(example)}.js";\n`, { flag: "wx" });
  }
  // The optional parts of frameworks are compilers. Only types of frameworks are needed.
  const less = ["--ignore-scripts", "--omit=optional"];
  await exec("npm", ["ci", "--no-audit", "--no-fund", "--prefer-offline", ...less], { cwd: folder });
  complaints = await compiled();
}, 120_000);

test("the README and the declarations have examples, and no block has a language that is not checked", () => {
  const languages = [...written, ...declarations].map(({ language }) => language);

  expect(written.filter(({ file, language }) => file === "README.md" && language === "ts")).not.toEqual([]);
  expect(declarations.filter(({ language }) => language === "ts")).not.toEqual([]);
  expect(new Set(languages)).toEqual(new Set(["ts", "tsx", "json", "sh", "text"]));
  for (const { language, text } of written) if (language === "json") JSON.parse(text);
});

test("the declarations of the package, and what examples take for granted, compile strictly", () => {
  const names = examples.map(nameOf);

  // Declarations of libraries refer to libraries that are not installed.
  const others = [...complaints].filter(
    ([name]) => !names.includes(name) && !name.startsWith("node_modules/"),
  );
  expect(others.flatMap(([, lines]) => lines)).toEqual([]);
});

for (const example of examples) {
  test(`${example.file}:${example.line} compiles, runs and prints what it says`, async () => {
    expect(complaints.get(nameOf(example)) ?? []).toEqual([]);

    const printed = await printedBy(example);

    const promised = [...example.text.matchAll(/\/\/ prints (.+)$/gm)].map(([, line]) => line);
    expect(printed.split("\n")).toEqual(expect.arrayContaining(promised));
  }, 30_000);
}

const visits = {
  listing: "fills its list while pages arrive, and names what could not be read",
  providers: "sets a credential of every provider, and keeps no secret",
  shapes: "enters one of two shapes of details",
  errors: "shows each problem at its field, and says if it is not known whether a credential was set",
  replacing: "begins with the stored values, and asks for the secrets again",
  steps: "copies the value of a step",
  deletion: "deletes what can be deleted, and says why the rest is still stored",
};

for (const [visit, fact] of Object.entries(visits)) {
  test(`the page of docs/embedding.md ${fact}`, async () => {
    await output("--import", "./dom.js", "./visits.js", visit);
  }, 60_000);
}

/**
 * Puts the example on the lines that it has in its document, so that messages contain the right line numbers. Bundlers
 * find a file by its name alone, and Node does not.
 */
function moduleOf({ line, text }: Block): string {
  const resolved = text.replace(/ from "(\.\/[\w-]+)"/g, ' from "$1.js"');
  return `import "./given.js"; import "./exports.js";${"\n".repeat(line)}${resolved}\n`;
}

/** Returns the name of the file that the first line of an example names, if other examples may import it. */
function fileOf({ text }: Block): string | undefined {
  return /^\/\/ ([\w-]+)\.tsx?\n/.exec(text)?.[1];
}

/** Declares all exports as globals, because an example of one export may use others without importing them. */
function exportsAsGlobals(): string {
  // Exports of the client come last, because `init` is an export of both.
  const packages = {
    "junction-credentials/callback": callback,
    "junction-credentials/forms": forms,
    "junction-credentials/plan": plan,
    "junction-credentials/proxy": proxy,
    "junction-credentials/testing": testing,
    "junction-credentials": main,
  };
  const globals = Object.entries(packages).flatMap(([name, module]) =>
    Object.keys(module).map((key) => ({ key, type: `typeof import("${name}").${key}` })),
  );
  const types = new Map(globals.map(({ key, type }) => [key, type]));
  return `import * as main from "junction-credentials";
import * as callback from "junction-credentials/callback";
import * as forms from "junction-credentials/forms";
import * as plan from "junction-credentials/plan";
import * as proxy from "junction-credentials/proxy";
import * as testing from "junction-credentials/testing";
declare global {
${Array.from(types, ([key, type]) => `  var ${key}: ${type};`).join("\n")}
}
Object.assign(globalThis, callback, forms, plan, proxy, testing, main);
`;
}

async function compiled(): Promise<Map<string, string[]>> {
  const tsc = join(root, "node_modules/.bin/tsc");
  const output = await exec(tsc, ["--project", folder, "--pretty", "false"], { cwd: folder }).then(
    () => "",
    (error: { stdout: string }) => error.stdout,
  );
  const byName = new Map<string, string[]>();
  // Indented lines continue the previous message.
  for (const complaint of output.split(/\n(?!\s)/).filter(Boolean)) {
    const name = /^(.+?)\.tsx?\(/.exec(complaint)?.[1] ?? "";
    byName.set(name, [...(byName.get(name) ?? []), inTheDocument(complaint)]);
  }
  return byName;
}

/** Returns the output of an example. If it is written in JSX and no part of others, its components are also rendered. */
function printedBy(example: Block): Promise<string> {
  const program = `./${nameOf(example)}.js`;
  return output(...(example.language === "tsx" && !fileOf(example) ? ["./render.js", program] : [program]));
}

/** Returns the output of a program of the project. */
async function output(...program: string[]): Promise<string> {
  const options = { cwd: join(folder, "compiled"), env: {}, timeout: 110_000 };
  try {
    const run = exec(process.execPath, ["--enable-source-maps", ...program], options);
    return (await run).stdout;
  } catch (error) {
    const { message, stderr } = error as Error & { stderr: string };
    throw new Error(inTheDocument(stderr || message));
  }
}

/** Replaces lines of an example's module with lines of its document. */
function inTheDocument(text: string): string {
  const places = /(?:[^\s()]*\/)?example-(\d+)\.tsx?(?:\((\d+),\d+\)|:(\d+)(?::\d+)?)/g;
  return text.replace(
    places,
    (_, index, complained, thrown) => `${examples[index]?.file}:${complained ?? thrown}`,
  );
}

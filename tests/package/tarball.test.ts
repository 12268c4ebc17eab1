import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, test } from "vitest";
import { inProject, tarball } from "./throwaway.js";

const root = join(import.meta.dirname, "../..");
const unpacked = mkdtempSync(join(tmpdir(), "junction-credentials-unpacked-"));
/** Every file of the tarball, by its path in the package. */
let files: string[] = [];

beforeAll(async () => {
  execFileSync("tar", ["-xzf", await tarball(), "--strip-components=1", "-C", unpacked]);
  const entries = readdirSync(unpacked, { recursive: true, encoding: "utf8" });
  files = entries.filter((path) => statSync(join(unpacked, path)).isFile());
});

afterAll(() => rmSync(unpacked, { recursive: true, force: true }));

test("publint --strict finds nothing, and attw nothing but that a .wasm is no CommonJS", async () => {
  await inProject("types/publint", async ({ run }) => {
    const packed = await tarball();

    await run("publint", ["run", packed, "--strict"]);
    const modules = ["./wasm", "./plan/wasm"];
    const schemas = ["./schema/config.json", "./schema/lock.json"];
    await run("attw", [packed, "--exclude-entrypoints", ...modules, ...schemas]);
    // The declaration of a .wasm file must be either an ES module or CommonJS.
    await run("attw", [packed, "--entrypoints", ...modules, "--ignore-rules", "cjs-resolves-to-esm"]);
  });
});

test("the tarball holds the package and its documents, and nothing else", () => {
  const folders = files.map((path) => path.split("/").slice(0, -1).join("/"));

  expect(files.filter((path) => !path.startsWith("dist/")).sort()).toEqual([
    "CHANGELOG.md",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "README.md",
    "SECURITY.md",
    "package.json",
    "schema/config.json",
    "schema/lock.json",
  ]);
  expect([...new Set(folders)].sort()).toEqual([
    "",
    "dist",
    "dist/callback",
    "dist/cjs",
    "dist/cjs/callback",
    "dist/cjs/client",
    "dist/cjs/core",
    "dist/cjs/entry",
    "dist/cjs/errors",
    "dist/cjs/forms",
    "dist/cjs/host",
    "dist/cjs/module",
    "dist/cjs/plan",
    "dist/cjs/proxy",
    "dist/cjs/schemas",
    "dist/cjs/testing",
    "dist/cli",
    "dist/client",
    "dist/core",
    "dist/entry",
    "dist/errors",
    "dist/forms",
    "dist/host",
    "dist/module",
    "dist/plan",
    "dist/proxy",
    "dist/schemas",
    "dist/studio",
    "dist/studio/assets",
    "dist/testing",
    "schema",
  ]);
  const others = files.filter((path) => path.startsWith("dist/") && !/\.js$|\.d\.ts$|\.wasm$/.test(path));
  expect(others.sort()).toEqual([
    "dist/cjs/package.json",
    "dist/cli/LICENSES.txt",
    expect.stringMatching(/^dist\/studio\/assets\/index-[\w-]{8}\.css$/),
    "dist/studio/index.html",
    "dist/studio/licenses.md",
  ]);
  expect(files.filter((path) => /\.test\./.test(path))).toEqual([]);
});

test("no file of the tarball is over 400 kB, but the script of the studio's page", () => {
  expect(files.filter((path) => statSync(join(unpacked, path)).size > 400_000)).toEqual([
    expect.stringMatching(/^dist\/studio\/assets\/index-[\w-]{8}\.js$/),
  ]);
});

test("the tarball is under 1 MB", async () => {
  expect(statSync(await tarball()).size).toBeLessThan(1_000_000);
});

test("no file of the tarball tells on which machine it was made, or refers to a source map", () => {
  const traces = [root, homedir(), tmpdir(), "/home/", "/Users/", "\\Users\\", "sourceMappingURL"];
  const traced = files.flatMap((path) => {
    const text = readFileSync(join(unpacked, path), "latin1");
    return traces.filter((trace) => text.includes(trace)).map((trace) => `${path}: ${trace}`);
  });

  expect(traced).toEqual([]);
});

test.each([
  ["junction_credentials_bg", ["dist/core/wasm-base64.js", "dist/entry/node.js", "dist/cjs/entry/node.js"]],
  [
    "comparison_bg",
    ["dist/core/comparison-base64.js", "dist/entry/plan-node.js", "dist/cjs/entry/plan-node.js"],
  ],
])("the module %s that is part of the code is the one that stands beside it", (name, paths) => {
  const wasm = readFileSync(join(unpacked, `dist/core/${name}.wasm`), "base64");

  for (const path of paths) {
    expect(readFileSync(join(unpacked, path), "utf8").includes(`"${wasm}"`)).toBe(true);
  }
});

test("no import of the package loads the command line or the studio", async () => {
  const { exports } = JSON.parse(readFileSync(join(unpacked, "package.json"), "utf8"));
  const entries = [...new Set(JSON.stringify(exports).match(/\.\/dist\/[^"]+\.js(?=")/g))];
  const { metafile } = await build({
    entryPoints: entries.map((path) => join(unpacked, path)),
    bundle: true,
    metafile: true,
    write: false,
    outdir: "out",
    format: "esm",
    target: "es2022",
    loader: { ".wasm": "file" },
    external: ["node:*"],
    logLevel: "error",
  });
  const inputs = Object.keys(metafile.inputs);

  expect(entries.length).toBeGreaterThan(20);
  expect(inputs.some((path) => path.includes("/dist/plan/"))).toBe(true);
  expect(inputs.filter((path) => /\/dist\/(?:cli|studio)\//.test(path))).toEqual([]);
});

test("the package depends on no other", () => {
  const manifest = JSON.parse(readFileSync(join(unpacked, "package.json"), "utf8"));
  const kinds = Object.keys(manifest).filter((key) => /dependencies/i.test(key));

  expect(kinds).toEqual([]);
  expect(manifest.scripts).toBeUndefined();
});

// The projects in tests/package/projects share the versions and the lock file of their group.

import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "../..");
const projects = "tests/package/projects";

for (const group of foldersIn(projects)) {
  const own = foldersIn(`${projects}/${group}`).map((project) =>
    dependenciesOf(`${projects}/${group}/${project}`),
  );

  test(`the dependencies of ${group} are those of its projects, and only ${group} names their versions`, () => {
    const names = own.flatMap((dependencies) => Object.keys(dependencies));
    const versions = own.flatMap((dependencies) => Object.values(dependencies));

    expect(Object.keys(dependenciesOf(`${projects}/${group}`)).sort()).toEqual([...new Set(names)].sort());
    expect(versions.filter((version) => version !== "*")).toEqual([]);
  });

  test(`the lock file of ${group} is that of its package.json`, () => {
    const { packages } = JSON.parse(readFileSync(join(root, projects, group, "package-lock.json"), "utf8"));

    expect(packages[""].dependencies).toEqual(dependenciesOf(`${projects}/${group}`));
    for (const name of Object.keys(packages[""].dependencies)) {
      expect(packages).toHaveProperty([`node_modules/${name}`, "version"]);
    }
  });
}

test("no lock file names a registry", () => {
  const files = execFileSync("git", ["ls-files", "*package-lock.json"], { cwd: root, encoding: "utf8" });
  const lockFiles = files.trim().split("\n");

  expect(lockFiles).toContain("package-lock.json");
  expect(lockFiles.filter((file) => readFileSync(join(root, file), "utf8").includes('"resolved"'))).toEqual(
    [],
  );
});

function foldersIn(path: string): string[] {
  const entries = readdirSync(join(root, path), { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory() && entry.name !== "node_modules")
    .map(({ name }) => name);
}

function dependenciesOf(path: string): Record<string, string> {
  const { dependencies, devDependencies } = JSON.parse(
    readFileSync(join(root, path, "package.json"), "utf8"),
  );
  return { ...dependencies, ...devDependencies };
}

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "./blocks.js";

const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

for (const document of ["README.md", "CONTRIBUTING.md"]) {
  test(`every npm command of ${document} is one of package.json`, () => {
    const text = readFileSync(join(root, document), "utf8");
    // After the first of several, `npm run` is not repeated.
    const commands = text.matchAll(/npm (?:run )?(test\b[\w:]*)|npm run ([\w:]+)|`(test:\w+)`/g);

    const names = [...commands].map(([, test, task, short]) => test ?? task ?? short ?? "");

    expect(names).toContain("test");
    expect(names.filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
  });
}

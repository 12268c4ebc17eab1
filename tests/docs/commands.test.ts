import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { documents, root } from "./blocks.js";

const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

function commandsOf(document: string): string[] {
  const text = readFileSync(join(root, document), "utf8");
  // In a list of commands, only the first one is written with `npm run`.
  const commands = text.matchAll(/npm (?:run )?(test\b[\w:]*)|npm run ([\w:]+)|`(test:\w+)`/g);
  return [...commands].map(([, test, task, short]) => test ?? task ?? short ?? "");
}

for (const document of documents) {
  test(`every npm command of ${document} is a script of package.json`, () => {
    const unknown = commandsOf(document).filter((name) => !Object.hasOwn(scripts, name));

    expect(unknown).toEqual([]);
  });
}

test("README.md and CONTRIBUTING.md name the command that runs all tests", () => {
  expect(commandsOf("README.md")).toContain("test");
  expect(commandsOf("CONTRIBUTING.md")).toContain("test");
});

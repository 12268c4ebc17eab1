// Links inside the repository lead to a file, also from the package, which contains only some of the documents.

import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { documents, root } from "./blocks.js";

const repository =
  /^https:\/\/github\.com\/junction-credentials\/junction-credentials\/(?:blob|tree)\/main\//;
const published = ["README.md", "CHANGELOG.md", "SECURITY.md", "LICENSE-MIT", "LICENSE-APACHE"];

/** Returns the targets of all links and images, including reference definitions. */
function targetsOf(document: string): string[] {
  const text = readFileSync(join(root, document), "utf8");
  const links = text.matchAll(/\]\(([^)\s]+)\)|^\[[^\]]+\]: (\S+)$/gm);
  return [...links].map(([, inline, reference]) => inline ?? reference ?? "");
}

const isRelative = (target: string) => !/^(https?:|#)/.test(target);

/** Whether a link leads to a file, and to a heading of it if it names one. Links to other sites are not checked. */
function isFound(target: string, document: string): boolean {
  if (!isRelative(target) && !repository.test(target) && !target.startsWith("#")) return true;
  const [path = "", heading] = target.replace(repository, "/").split("#");
  const file = path.startsWith("/") ? path : join(dirname(document), path);
  const found = join(root, path === "" ? document : file);
  return existsSync(found) && (heading === undefined || headingsOf(found).includes(heading));
}

/** Returns the link names of the headings of a file. */
function headingsOf(file: string): string[] {
  const headings = readFileSync(file, "utf8").matchAll(/^#+ (.+)$/gm);
  return [...headings].map(([, title = ""]) =>
    title
      .toLowerCase()
      .replace(/[^\w\- ]/g, "")
      .replaceAll(" ", "-"),
  );
}

for (const document of documents) {
  test(`every link of ${document} inside the repository leads to a file and a heading`, () => {
    expect(targetsOf(document).filter((target) => !isFound(target, document))).toEqual([]);
  });
}

test("the documents of the package have no relative links to files that it lacks", () => {
  const targets = published.filter((file) => file.endsWith(".md")).flatMap(targetsOf);

  expect(targets.filter((target) => isRelative(target) && !published.includes(target))).toEqual([]);
});

// The output and the exit code of `npm run drift`.

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { add, credentialsPath, description, put, remove, schema } from "./description.js";

const root = join(import.meta.dirname, "../..");
const folder = mkdtempSync(join(tmpdir(), "junction-credentials-drift-"));
// The command first generates the tables of the models if they are older than their sources.
const slow = { timeout: 300_000 };

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the command as npm does, in the folder of the files. */
function drift(...args: string[]) {
  const { status, stdout, stderr } = spawnSync("node", ["scripts/run.mjs", "drift", ...args], {
    cwd: root,
    encoding: "utf8",
    env: { ...process.env, INIT_CWD: folder },
  });
  return { status, stdout, stderr: stderr.trim() };
}

/** Writes a file and returns its name. */
function file(name: string, content: unknown): string {
  writeFileSync(join(folder, name), typeof content === "string" ? content : JSON.stringify(content));
  return name;
}

test("a file that has what the models do not know is a failure, shown in an aligned table", slow, () => {
  const changed = description(
    add(schema("EHRProvider", "enum"), "a_new_one"),
    remove(schema("DeleteTeamCustomCredentialsResponse", "properties", "failure")),
    remove(schema("DeleteTeamCustomCredentialsResponse", "required"), "failure"),
    put(["paths", credentialsPath, "patch"], {}),
  );

  const { status, stdout, stderr } = drift(file("new.json", changed));

  expect(stderr).toBe(
    "✗ new.json has 2 things that the models do not know: CONTRIBUTING.md says where it goes",
  );
  expect(stdout.slice(stdout.indexOf("only in"))).toBe(
    `${[
      "only in     kind       place                                                          what             calls",
      'the file    value      ClientFacingTeamProviderCredentials.source                     "a_new_one"      list, set',
      "the file    operation  PATCH /v1/org/{org_id}/team_custom_credentials/{env}/{region}",
      "the models  field      DeleteTeamCustomCredentialsResponse.failure                    array, required  delete",
    ].join("\n")}\n\n`,
  );
  expect(status).toBe(1);
});

test("a file that has less than the models know is no failure", slow, () => {
  const less = description(remove(schema("LabsProviders", "enum"), "telnyx"));

  const { status, stdout, stderr } = drift(file("less.json", less));

  expect(stderr).toBe("");
  expect(stdout).toContain('the models  value  UpsertTeamCustomCredentialsBody.provider    "telnyx"');
  expect(stdout).toContain("✓ the models know all that less.json has");
  expect(status).toBe(0);
});

test.each([
  ["no argument", () => [], "one file is needed: npm run drift -- FILE"],
  ["a missing file", () => ["gone.json"], "gone.json cannot be read: there is no such file"],
  ["a folder", () => ["."], ". cannot be read: it is a folder"],
  [
    "a file that is not JSON",
    () => [file("api.yaml", "openapi: 3.1.0\n")],
    "api.yaml is not JSON: a description in YAML has to be converted first",
  ],
  [
    "a file that is no OpenAPI",
    () => [file("package.json", { name: "openapi" })],
    "package.json is no OpenAPI description: it needs `openapi` and `paths`",
  ],
  [
    "the description of an older kind",
    () => [file("old.json", { swagger: "2.0", paths: {} })],
    "old.json is no OpenAPI description, but Swagger 2.0: it needs `openapi` and `paths`",
  ],
  ["null", () => [file("null.json", "null")], /^null\.json is no OpenAPI description: /],
])("%s is said in one line", (_, args, line) => {
  const { status, stdout, stderr } = drift(...args());

  expect(stderr).toMatch(line);
  expect(stderr.split("\n")).toHaveLength(1);
  expect(stdout).toBe("");
  expect(status).toBe(1);
});

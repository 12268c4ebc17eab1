// Help, the version, and the completion of shells.

import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import { folder, installCommandLine, main, readJson, run } from "./harness.js";

installCommandLine();

const commands = [
  "teams",
  "list",
  "prepare",
  "set",
  "delete",
  "plan",
  "apply",
  "pull",
  "studio",
  "completion",
];

test("--help names every command and every exit status", async () => {
  const { status, stdout, stderr } = await run(["--help"]);

  for (const name of commands) expect(stdout).toMatch(new RegExp(`^  ${name}\\b`, "m"));
  for (const code of [0, 1, 2, 3, 4, 64, 130]) expect(stdout).toMatch(new RegExp(`^  ${code}\\b`, "m"));
  expect(stdout).toContain("JUNCTION_MANAGEMENT_KEY");
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
});

test.each(commands)("%s --help shows its usage, its options and an example", async (name) => {
  const { status, stdout, stderr } = await run([name, "--help"]);

  expect(stdout).toContain(`Usage: junction-credentials ${name}`);
  expect(stdout).toContain("Options:");
  expect(stdout).toContain("Examples:");
  expect(stdout).toContain(`junction-credentials ${name}`);
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
});

test("help needs no key and no organisation", async () => {
  const env = { JUNCTION_ORG_ID: undefined, JUNCTION_MANAGEMENT_KEY: undefined };

  expect((await run(["list", "--help"], { env })).status).toBe(0);
});

test.each([[["--version"]], ...commands.map((name) => [[name, "--version"]])])(
  "%j writes the version",
  async (args) => {
    const { version } = readJson(main(), "../../../package.json");

    expect(await run(args)).toEqual({ status: 0, stdout: `${version}\n`, stderr: "" });
  },
);

test("no command is status 64, and the help goes to stderr", async () => {
  const { status, stdout, stderr } = await run([]);

  expect({ status, stdout }).toEqual({ status: 64, stdout: "" });
  expect(stderr).toContain("Usage: junction-credentials");
});

/** Completes a command line in bash, whose last word is unfinished. */
async function completed(line: string, files: { [path: string]: string } = {}): Promise<string[]> {
  const { stdout } = await run(["completion", "bash"]);
  const cwd = folder({ "completion.bash": stdout, ...files });
  const words = line.split(" ").map((word) => `'${word}'`);
  const script = `source completion.bash
COMP_WORDS=(${words.join(" ")})
COMP_CWORD=$(( \${#COMP_WORDS[@]} - 1 ))
_junction_credentials
printf '%s\\n' "\${COMPREPLY[@]}"`;
  return execFileSync("bash", ["-c", script], { cwd, encoding: "utf8" }).trim().split("\n");
}

test("the completion of bash is valid, and completes commands, options, values and files", async () => {
  const { status, stdout } = await run(["completion", "bash"]);
  const cwd = folder({ "completion.bash": stdout });
  execFileSync("bash", ["-n", join(cwd, "completion.bash")]);

  expect(status).toBe(0);
  expect(await completed("junction-credentials p")).toEqual(["prepare", "plan", "pull"]);
  expect(await completed("junction-credentials set --client-secret-")).toEqual([
    "--client-secret-stdin",
    "--client-secret-file",
    "--client-secret-env",
  ]);
  expect(await completed("junction-credentials set str")).toEqual(["strava"]);
  expect(await completed("junction-credentials list --env s")).toEqual(["sandbox"]);
  expect(await completed("junction-credentials plan --config one", { "one.json": "{}" })).toEqual([
    "one.json",
  ]);
  expect(await completed("junction-credentials completion z")).toEqual(["zsh"]);
});

test.each(["zsh", "fish"])("the completion of %s names every command and option", async (shell) => {
  const { status, stdout } = await run(["completion", shell]);

  for (const name of [...commands, "show-secrets", "client-secret-env", "detailed-exitcode"]) {
    expect(stdout).toContain(name);
  }
  expect(status).toBe(0);
});

const installed = (shell: string) => {
  try {
    execFileSync(shell, ["--version"]);
    return true;
  } catch {
    return false;
  }
};

test.runIf(installed("zsh"))("the completion of zsh is valid", async () => {
  const { stdout } = await run(["completion", "zsh"]);
  const cwd = folder({ completion: stdout });

  execFileSync("zsh", ["-n", join(cwd, "completion")]);
});

test.runIf(installed("fish"))("the completion of fish is valid", async () => {
  const { stdout } = await run(["completion", "fish"]);
  const cwd = folder({ completion: stdout });

  execFileSync("fish", ["--no-execute", join(cwd, "completion")]);
});

test("a shell that is not known is status 64", async () => {
  const { status, stdout, stderr } = await run(["completion", "tcsh"]);

  expect({ status, stdout }).toEqual({ status: 64, stdout: "" });
  expect(stderr).toContain("bash, zsh or fish");
});

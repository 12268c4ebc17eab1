// What the tests of examples share.

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { afterEach, aroundAll } from "vitest";
import { environmentIn, inCopyOf, type Project } from "./throwaway.js";

const root = join(import.meta.dirname, "../..");
export const orgId = "6f1c2a4e-0d3b-4c55-9a51-3f0e7c9d1b22";
export const managementKey = "mg_examples";
export const team_id = "0b5a6c1e-6d8f-4c53-9a55-0d0c6a3c8f11";
export const clinic = { teams: [{ id: team_id, name: "Clinic North" }] };

/** Compiles a program of an example strictly. Node's types are those of this repository, unless it has its own. */
export async function compiles(
  project: Project,
  program: string,
  typeRoots = join(root, "node_modules/@types"),
): Promise<void> {
  const types = ["--types", "node", "--typeRoots", typeRoots];
  const strictly = ["--strict", "--allowJs", "--checkJs", "--noEmit"];
  const language = ["--target", "es2022", "--module", "nodenext"];

  await project.run(join(root, "node_modules/.bin/tsc"), [...types, ...strictly, ...language, program]);
}

/** Installs a copy of an example before the tests of a block. The copy is kept if a test fails. */
export function aroundExample(
  name: string,
  around: (project: Project, runTests: () => Promise<void>) => Promise<void>,
): void {
  let failures = 0;
  afterEach(({ task }) => {
    if (task.result?.state === "fail") failures += 1;
  });
  aroundAll(async (runTests) => {
    await inCopyOf(join(root, "examples", name), async (project) => {
      await around(project, runTests);
      if (failures > 0) throw new Error(`${failures} tests of ${name} failed`);
    });
  }, 120_000);
}

/** A server or another program that runs until it is stopped. */
export interface Program {
  /** What it has printed so far. */
  output(): string;
  /** Stops it, and every process that it has started. */
  stop(): Promise<void>;
}

/** Starts a program in a project, and waits until it prints what is expected. Returns the first group of that too. */
export async function started(
  project: Project,
  [program, ...args]: readonly [string, ...string[]],
  env: Record<string, string>,
  ready: RegExp,
): Promise<Program & { found: string }> {
  const child = spawn(program, args, {
    cwd: project.folder,
    env: { ...environmentIn(project.folder), ...env },
    // In a separate process group, so that every process that it starts is stopped with it.
    detached: true,
  });
  let printed = "";
  const found = await new Promise<string | undefined>((resolve) => {
    const timer = setTimeout(resolve, 240_000, undefined);
    const read = (text: unknown) => {
      printed += text;
      const [, group] = ready.exec(printed) ?? [];
      if (group !== undefined) resolve(group);
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.once("close", () => resolve(undefined));
    child.once("error", () => resolve(undefined));
    child.once("close", () => clearTimeout(timer));
  });
  const stop = () => stopped(child);
  if (found !== undefined) return { found, output: () => printed, stop };
  await stop();
  throw new Error(`${program} is not ready:\n${printed}`);
}

async function stopped(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null) return;
  // Processes of its group may write into the project until the output is closed.
  const closed = once(child, "close");
  process.kill(-child.pid);
  await closed;
}

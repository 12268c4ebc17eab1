// The command line in each supported version of Node, in Bun and in Deno.

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { installed } from "../runtimes/installed.js";
import { configOf, secretsOf } from "./configs.js";
import {
  configName,
  folder,
  installCommandLine,
  keys,
  lockName,
  main,
  readJson,
  run,
  startAtTerminal,
} from "./harness.js";
import { gate, organisation } from "./server.js";
import { addressIn, installStandIn, visitorOf } from "./studio.js";

installCommandLine();

const nodes = installed("runtimes/node");
const bun = installed("runtimes/bun");
const deno = installed("runtimes/deno");

const versions: { [runtime: string]: { program: () => string; args: string[] } } = {
  ...Object.fromEntries(
    ["20", "22", "24", "26"].map((line) => [
      `Node ${line}`,
      { program: () => join(nodes().folder, "node_modules", `node-${line}`, "bin/node"), args: [] },
    ]),
  ),
  Bun: { program: () => join(bun().folder, "node_modules/.bin/bun"), args: [] },
  Deno: { program: () => join(deno().folder, "node_modules/.bin/deno"), args: ["run", "--no-prompt", "-A"] },
};

describe.each(Object.keys(versions))("%s", (name) => {
  const runtime = () => ({ node: versions[name]?.program(), nodeArgs: versions[name]?.args });

  test("--help, list, plan and apply run against the demo, and write nothing to stderr but the plan", async () => {
    const help = await run(["--help"], runtime());
    const list = await run(["list", "--demo", "--json"], runtime());
    const plan = await run(["plan", "--demo", "--detailed-exitcode"], runtime());
    const apply = await run(["apply", "--demo", "--yes", "--json"], runtime());

    expect(help).toMatchObject({ status: 0, stderr: "", stdout: expect.stringContaining("Exit status:") });
    expect(list).toMatchObject({ status: 0, stderr: "" });
    expect(JSON.parse(list.stdout).credentials).toHaveLength(24);
    expect(plan).toMatchObject({ status: 2, stderr: "", stdout: expect.stringContaining("to create") });
    expect(apply).toMatchObject({ status: 0, stderr: "" });
    expect(JSON.parse(apply.stdout)).toMatchObject({ failed: [], unknown: [], aborted: false });
  });

  // At a terminal, where Ctrl-C reaches the runtime itself: what npm installs as `deno` starts it, and passes no signal on.
  test("studio serves its page and its API, and ends with status 0 although a call is on its way", async () => {
    installStandIn();
    const { wait, arrived, letGo } = gate();
    let isHeld = false;
    const { url } = await organisation({}, () => (isHeld ? wait() : undefined));
    const cwd = folder({ "junction-credentials.config.mjs": "export default { credentials: [] }" });
    const terminal = startAtTerminal(["studio", "--no-open"], { ...runtime(), api: url, cwd });
    await terminal.shows("Ctrl-C");
    const { send, call } = visitorOf(addressIn(terminal.output()));
    const page = await send("/");
    const facts = await call("/api/studio");
    const refused = await send("/api/studio");
    const plan = await call("/api/studio/plan");
    isHeld = true;
    const cut = call("/api/junction/v1/org/self/team").catch(() => "cut");
    await arrived;
    terminal.type(keys.interrupt);
    const { status } = await terminal.ended;
    letGo();

    expect({ status, cut: await cut }).toEqual({ status: 0, cut: "cut" });
    expect(page.text).toContain("Stand-in");
    expect(facts.json()).toMatchObject({ plan: true });
    expect(refused.status).toBe(401);
    expect(plan.status).toBe(200);
  });

  test("apply writes a lock, and does nothing the second time", async () => {
    const { url } = await organisation();
    const text = `console.log("printed"); export default ${JSON.stringify(configOf("strava"))}`;
    const cwd = folder({ "junction-credentials.config.mjs": text });
    const options = { ...runtime(), api: url, cwd, env: secretsOf("strava") };

    const first = await run(["apply", "--yes"], options);
    const second = await run(["apply", "--yes"], options);

    expect(first).toMatchObject({ status: 0, stdout: "1 done\n" });
    expect(first.stderr).toContain("printed\n");
    expect(second).toMatchObject({ status: 0, stdout: "nothing to do\n" });
    expect(Object.keys(readJson(cwd, lockName).credentials)).toHaveLength(1);
  });

  test("a question at a terminal is answered, and interrupted", async () => {
    const { url } = await organisation();
    const cwd = folder({ [configName]: configOf("strava") });
    const options = { ...runtime(), api: url, cwd, env: secretsOf("strava") };
    const endedAfter = async (typed: string) => {
      const terminal = startAtTerminal(["apply"], options);
      await terminal.shows("[y/N]");
      terminal.type(typed);
      return (await terminal.ended).status;
    };

    expect(await endedAfter(keys.enter)).toBe(1);
    expect(await endedAfter(keys.interrupt)).toBe(130);
    expect(await endedAfter(`y${keys.enter}`)).toBe(0);
  });
});

/** Plans with a config that imports this package, which is not installed beside it. */
async function importing(name: string) {
  const { url } = await organisation();
  const text = `import { defineConfig } from "junction-credentials/plan";
export default defineConfig(${JSON.stringify(configOf("strava"))});`;
  const cwd = folder({ "junction-credentials.config.mjs": text });
  const { program, args } = versions[name] ?? {};
  const options = { node: program?.(), nodeArgs: args, api: url, cwd, env: secretsOf("strava") };
  return await run(["plan"], options);
}

test.each(["Node 22", "Node 24", "Node 26"])(
  "%s imports junction-credentials/plan for a config",
  async (name) => {
    expect(await importing(name)).toMatchObject({
      status: 0,
      stdout: expect.stringContaining("1 to create"),
    });
  },
);

// Node 20.0 has no hooks for modules. Bun and Deno have their own.
test.each(["Node 20", "Bun", "Deno"])(
  "%s says that the package has to be installed for a config",
  async (name) => {
    const { status, stdout, stderr } = await importing(name);

    expect({ status, stdout }).toEqual({ status: 64, stdout: "" });
    expect(stderr).toContain("not installed beside it; install it there, or use Node 20.6 or newer");
  },
);

test.each(["Node 22", "Node 24", "Node 26", "Bun", "Deno"])(
  "%s reads a config in TypeScript",
  async (name) => {
    const { program, args } = versions[name] ?? {};
    const { url } = await organisation();
    const text = `const config: object = ${JSON.stringify(configOf("strava"))}; export default config;`;
    const cwd = folder({ "junction-credentials.config.ts": text });
    const options = { node: program?.(), nodeArgs: args, api: url, cwd, env: secretsOf("strava") };

    expect(await run(["plan"], options)).toMatchObject({
      status: 0,
      stdout: expect.stringContaining("1 to create"),
    });
  },
);

test("Node 20 says that it does not read TypeScript", async () => {
  const cwd = folder({ "junction-credentials.config.ts": "export default {}" });

  const { status, stderr } = await run(["plan"], { node: versions["Node 20"]?.program(), cwd });

  expect(status).toBe(64);
  expect(stderr).toContain("use Node 22.18 or newer, or .mjs");
});

test("the bin of the package runs in a folder whose name has spaces", async () => {
  const cwd = join(folder(), "a folder");
  mkdirSync(cwd);
  const bin = join(main(), "../../../../.bin/junction-credentials");

  expect(await run(["teams", "--demo"], { node: bin, isBin: true, cwd })).toMatchObject({
    status: 0,
    stderr: "",
  });
});

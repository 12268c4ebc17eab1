// Loading the package in Node: as an ES module, as CommonJS, as both at once, and twice.

import { cp } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { bundleBehaviour } from "../bundle.js";
import { expectEveryBehaviour, installed } from "../installed.js";
import { expectOwnFetchToCarry } from "../loopback.js";

const project = installed("runtimes/node", async ({ folder }) => {
  await bundleBehaviour(join(folder, "behaviour.mjs"));
  await bundleBehaviour(join(folder, "behaviour.cjs"), { format: "cjs" });
  const packages = join(folder, "node_modules");
  await cp(join(packages, "junction-credentials"), join(packages, "junction-credentials-copy"), {
    recursive: true,
  });
});

// 20.0.0 is the oldest supported version, in which `require` cannot load ES modules. The others are the newest of their
// major version.
describe.each(["20.0.0", "22.23.3", "24.21.0", "26.10.0"])("Node %s", (version) => {
  const [line] = version.split(".");
  const node = (...args: string[]) => project().run(join("node_modules", `node-${line}`, "bin/node"), args);

  test("is the one that runs", async () => {
    expect(await node("--version")).toBe(`v${version}\n`);
  });

  test("every behaviour holds after `import`", async () => {
    expectEveryBehaviour(await node("run.mjs"));
  });

  test("every behaviour holds after `require`", async () => {
    expectEveryBehaviour(await node("run.cjs"));
  });

  test.each(["junction-credentials", "junction-credentials/slim", "junction-credentials/plan"])(
    "`import` and `require` of %s give the same classes and functions, by their own names",
    async (entry) => {
      const { exported, differing, misnamed } = JSON.parse(await node("classes.mjs", entry));

      expect({ differing, misnamed }).toEqual({ differing: [], misnamed: [] });
      expect(exported).toBeGreaterThan(5);
    },
  );

  test("the slim entry is a copy of its own, and shares the classes of errors", async () => {
    const { differing, isKnown } = JSON.parse(await node("slim.mjs"));

    expect(differing).toEqual(expect.arrayContaining(["init", "initSync", "JunctionManagement"]));
    const errors = differing.filter((name: string) => /^[A-Z].*Error$/.test(name));
    expect(errors).toEqual([]);
    expect(isKnown).toBe(true);
  });

  test("an error of one copy of the package is known to another copy", async () => {
    expect(JSON.parse(await node("copies.mjs"))).toEqual({
      copies: true,
      oneKnowsOther: true,
      otherKnowsOne: true,
      strangersKnown: false,
    });
  });

  test.each(["entry/deno.js", "cjs/entry/node.js"])(
    "loading %s needs no process, Buffer, fetch or file",
    async (file) => {
      expect(await node("--experimental-vm-modules", "bare.mjs", file)).toBe("request\n");
    },
  );

  test("its own `fetch` carries calls, and follows no redirect", async () => {
    await expectOwnFetchToCarry((baseUrl) => node("call.mjs", baseUrl));
  });
});

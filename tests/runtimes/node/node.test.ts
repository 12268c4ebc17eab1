// Loading the package in Node: as an ES module, as CommonJS, as both at once, and twice.

import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { bundleBehaviour } from "../bundle.js";
import { expectEveryBehaviour, installed } from "../installed.js";
import { expectOwnFetchToCarry } from "../loopback.js";

const project = installed("runtimes/node", async ({ folder }) => {
  await bundleBehaviour(join(folder, "behaviour.mjs"));
  await bundleBehaviour(join(folder, "behaviour.cjs"), { format: "cjs" });
  const copy = (name: string) => {
    const target = join(folder, "node_modules", name);
    cpSync(join(folder, "node_modules/junction-credentials"), target, { recursive: true });
    return join(target, "dist/entry/node.js");
  };
  copy("junction-credentials-copy");
  const otherVersion = copy("junction-credentials-other-version");
  const code = readFileSync(otherVersion, "utf8");
  // Copies share what they export under a name that has a hash of the code.
  const renamed = code.replace(/"junction-credentials [0-9a-f]{16}"/, '"junction-credentials other"');
  expect(renamed).not.toBe(code);
  writeFileSync(otherVersion, renamed);
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

  test("two copies of one version give the same classes and functions", async () => {
    const { exported, differing } = JSON.parse(await node("copies.mjs", "junction-credentials-copy"));

    expect(differing).toEqual([]);
    expect(exported).toBeGreaterThan(5);
  });

  test("two versions have classes of their own, and each knows the errors of the other", async () => {
    const { differing, ...known } = JSON.parse(
      await node("copies.mjs", "junction-credentials-other-version"),
    );

    expect(differing).toEqual(expect.arrayContaining(["JunctionManagement", "JunctionError"]));
    expect(known).toMatchObject({ oneKnowsOther: true, otherKnowsOne: true, strangersKnown: false });
  });

  test("loads where `globalThis` takes no property", async () => {
    expect(await node("inextensible.mjs")).toBe("{ credentials: [], next_cursor: null }\n");
  });

  test.each(["entry/node.js", "cjs/entry/node.js"])(
    "loading %s needs no process, Buffer, fetch or file",
    async (file) => {
      expect(await node("--experimental-vm-modules", "bare.mjs", file)).toBe("request\n");
    },
  );

  test("its own `fetch` carries calls, and follows no redirect", async () => {
    await expectOwnFetchToCarry((baseUrl) => node("call.mjs", baseUrl));
  });
});

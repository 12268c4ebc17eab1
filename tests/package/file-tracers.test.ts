// Deployments that contain only the files that a file tracer finds, like those of Next, Nitro, Nuxt and Vercel.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { installed } from "../runtimes/installed.js";

const project = installed("runtimes/file-tracers");

const tracers = ["nft-0.29", "nft-1"];
const programs = ["imports.mjs", "requires.cjs"];
// Tracers add the condition `import` or `require`, depending on the file that they read. With `import` for all files, they
// trace `require` correctly because package.json has `require` before it.
const conditions = {
  "the default conditions": undefined,
  "the conditions of Nitro": ["production", "node"],
  "the conditions of Nitro for Bun": ["bun", "worker", "node"],
  "the conditions of bundlers": ["production", "node", "import", "module", "module-sync"],
};
const versions = [20, 22, 24];

describe.each(tracers)("%s", (tracer) => {
  for (const [name, passed] of Object.entries(conditions)) {
    test.each(programs)(`finds with ${name} each file that Node loads for %s`, async (program) => {
      const deployed = await mkdtemp(join(tmpdir(), "junction-credentials-deployed-"));
      const { folder, run } = project();

      await run("node", ["deploy.cjs", tracer, program, JSON.stringify({ conditions: passed }), deployed]);
      const printed = versions.map((version) =>
        run(join(folder, `node_modules/node-${version}/bin/node`), [join(deployed, program)]),
      );

      expect(await Promise.all(printed)).toEqual(versions.map(() => "3 function\n"));
      await rm(deployed, { recursive: true });
    });
  }
});

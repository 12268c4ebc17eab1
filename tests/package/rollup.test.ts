import { expect, test } from "vitest";
import { inProject } from "./throwaway.js";

test("Rollup builds a program for Node, which lists credentials", async () => {
  await inProject("bundlers/rollup", async ({ folder, run }) => {
    await run("rollup", ["--config", "--failAfterWarnings"]);
    await run("rm", ["-r", `${folder}/node_modules`]);

    expect(await run("node", ["bundle.js"])).toBe("45\n");
  });
});

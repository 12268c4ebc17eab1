import { expect, test } from "vitest";
import { inProject } from "./throwaway.js";

test("vitest, in Node and in happy-dom, runs a user's tests against the fake API", async () => {
  await inProject("test-runners/vitest", async ({ run }) => {
    const output = await run("vitest", ["run"], { env: { NO_COLOR: "1" } });

    expect(output).toMatch(/Tests +2 passed \(2\)/);
  });
});

test("jest, in Node and in jsdom, runs a user's tests against the fake API", async () => {
  await inProject("test-runners/jest", async ({ run }) => {
    const output = await run("jest", ["--json"], { env: { NO_COLOR: "1" } });

    expect(JSON.parse(output)).toMatchObject({ numPassedTests: 2, numTotalTests: 2 });
  });
});

test("jest's own jsdom, which has no TextDecoder, imports the package, whose error names what to set", async () => {
  await inProject("test-runners/jest", async ({ run }) => {
    const output = await run("jest", ["--json", "--config", "jsdom.config.js"], { env: { NO_COLOR: "1" } });

    expect(JSON.parse(output)).toMatchObject({ numPassedTests: 2, numTotalTests: 2 });
  });
});

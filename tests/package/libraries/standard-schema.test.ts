import { test } from "vitest";
import { inProject } from "../throwaway.js";

// No expectation: what does not conform does not compile.
test("every schema has the types of Standard Schema and Standard JSON Schema", async () => {
  await inProject("standard-schema", async ({ run }) => {
    await run("tsc", ["--noEmit"]);
  });
});

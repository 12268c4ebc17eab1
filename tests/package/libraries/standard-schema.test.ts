import { test } from "vitest";
import { inProject } from "../throwaway.js";

// Has no `expect`: a schema that does not conform does not compile.
test("every schema has the types of Standard Schema and Standard JSON Schema", async () => {
  await inProject("libraries/standard-schema", async ({ run }) => {
    await run("tsc", ["--noEmit"]);
  });
});

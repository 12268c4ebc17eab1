import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["tests/{behaviour,docs,drift,faults}/**/*.test.ts", "tests/{bench,differential}/*.test.mjs"],
  },
});

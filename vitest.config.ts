import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: [
      "tests/{behaviour,docs,drift,edge,faults,forms,house,plan}/**/*.test.ts",
      "tests/{bench,differential}/*.test.mjs",
    ],
    // Tests take at most a second on an idle machine, but may take far longer on a busy one.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Most concurrent tests wait for a timeout.
    maxConcurrency: 20,
  },
});

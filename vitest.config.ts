import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: [
      "tests/{behaviour,docs,drift,faults,house}/**/*.test.ts",
      "tests/{bench,differential}/*.test.mjs",
    ],
    // Tests take a second at most on an idle machine. On a busy one they take as long as it lets them.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Most tests that run concurrently wait for a timeout.
    maxConcurrency: 20,
  },
});

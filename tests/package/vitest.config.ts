import { defineConfig } from "vitest/config";

// One project at a time: each installs packages and starts runtimes, and some machines are small.
export default defineConfig({
  test: {
    include: ["tests/{cli,package,package/bundlers,package/libraries,runtimes/*,studio,types}/*.test.ts"],
    fileParallelism: false,
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});

import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["tests/behaviour/**/*.test.ts", "tests/faults/**/*.test.ts", "tests/bench/*.test.mjs"],
  },
});

import { defineConfig } from "vitest/config";

export default defineConfig({
  test: { include: ["tests/{behaviour,docs,faults}/**/*.test.ts"] },
});

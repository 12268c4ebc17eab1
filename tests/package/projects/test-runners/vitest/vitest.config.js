import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    projects: ["node", "happy-dom"].map((environment) => ({ test: { name: environment, environment } })),
  },
});

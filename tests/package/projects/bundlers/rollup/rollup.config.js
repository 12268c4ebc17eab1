import { nodeResolve } from "@rollup/plugin-node-resolve";

export default {
  input: "program.js",
  output: { file: "bundle.js" },
  plugins: [nodeResolve({ exportConditions: ["node"] })],
};

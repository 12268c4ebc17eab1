import { resolve } from "node:path";

export default [
  { name: "page", entry: "./src/main.js", output: { publicPath: "dist/" } },
  { name: "server", entry: "./src/server.js", target: "node", output: { path: resolve("server") } },
];

/** Next.js compiles the module for its edge runtime, and puts it where the code finds it. */

import type { Plugin } from "esbuild";

export const compiledModule: Plugin = {
  name: "compiled-module",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /\.wasm\?module$/ }, ({ path }) => ({ path, namespace: "compiled" }));
    onLoad({ filter: /./, namespace: "compiled" }, () => ({ contents: "export default compiledModule;" }));
  },
};

/** Bundles a route as Next.js does for its edge runtime, which provides the compiled modules to the code. */

import { join } from "node:path";
import { build, type Plugin } from "esbuild";

const compiledModule: Plugin = {
  name: "compiled-module",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /\.wasm\?module$/ }, ({ path }) => ({ path, namespace: "compiled" }));
    onLoad({ filter: /./, namespace: "compiled" }, ({ path }) => ({
      contents: `export default compiledModules.${/(\w+)\.wasm/.exec(path)?.[1]};`,
    }));
  },
};

/** Bundles a file of a folder into `route.js`. */
export async function bundleRoute(folder: string, file: string): Promise<void> {
  await build({
    entryPoints: [join(folder, file)],
    outfile: join(folder, "route.js"),
    bundle: true,
    format: "iife",
    platform: "neutral",
    mainFields: ["module", "main"],
    conditions: ["edge-light"],
    banner: { js: '"use strict";' },
    plugins: [compiledModule],
    logLevel: "warning",
  });
}

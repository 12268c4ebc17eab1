/** Builds a Worker as Wrangler does on deployment. */

import { join } from "node:path";
import { type BuildOptions, build, type Plugin } from "esbuild";

// Like Wrangler, keeps a .wasm as a separate module, which is compiled on deployment.
const wasmModule: Plugin = {
  name: "wasm-module",
  setup({ onResolve }) {
    onResolve({ filter: /\.wasm\?module$/ }, ({ path, resolveDir }) => ({
      path: join(resolveDir, path.replace("?module", "")),
    }));
  },
};

/** Bundles an entry of a project into its folder `deployed`. */
export async function deploy(folder: string, entry: string, options?: BuildOptions): Promise<void> {
  await build({
    entryPoints: [join(folder, entry)],
    outdir: join(folder, "deployed"),
    bundle: true,
    format: "esm",
    platform: "browser",
    target: "es2024",
    conditions: ["workerd", "worker", "browser"],
    loader: { ".wasm": "copy" },
    plugins: [wasmModule],
    logLevel: "warning",
    ...options,
  });
}

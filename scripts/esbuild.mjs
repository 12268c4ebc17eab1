// Runs esbuild, which setup installs, with the options that the bundles of the package share.

/** Bundles for Node. Throws on an error, and prints warnings. */
export async function esbuild(options) {
  const { build } = await import("esbuild");
  return await build({ bundle: true, platform: "node", target: "node20", logLevel: "warning", ...options });
}

/** Returns code with a line for each statement. */
export async function formatted(code) {
  const { transform } = await import("esbuild");
  return (await transform(code)).code;
}

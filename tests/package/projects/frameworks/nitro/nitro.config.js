export default {
  compatibilityDate: "2026-01-01",
  // Without this, the Cloudflare preset treats the `?module` of an imported .wasm as part of the file name.
  experimental: { wasm: true },
};

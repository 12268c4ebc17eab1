export default {
  compatibilityDate: "2026-01-01",
  // Without this the Cloudflare preset takes the `?module` of an imported .wasm for a part of the file's name.
  experimental: { wasm: true },
};

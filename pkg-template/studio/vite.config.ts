/** Builds the page into the package, and serves it on sample data with `npm run dev`. */

import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { sampleServer } from "./development/sample-server.ts";

export default defineConfig({
  // Relative, so that the page works wherever the server puts it.
  base: "./",
  plugins: [react(), sampleServer()],
  build: {
    outDir: "../../pkg/dist/studio",
    emptyOutDir: true,
    target: "es2022",
    // The policy of the page forbids fonts and scripts that are part of other files.
    assetsInlineLimit: 0,
    modulePreload: false,
    reportCompressedSize: false,
    // One file, so that the page works on even if the server stops. Its limit is in bytes of brotli.
    chunkSizeWarningLimit: 1000,
    // The libraries are part of what is published, and their licences have to be too.
    license: { fileName: "licenses.md" },
  },
  server: { host: "127.0.0.1", fs: { allow: ["../.."] } },
});

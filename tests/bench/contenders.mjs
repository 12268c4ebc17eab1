// The contenders. Each converts the bytes of a page to a validated value, or throws.

import { installed, own } from "./versions.mjs";

const peers = [
  { name: "zod", file: "zod" },
  { name: "zod mini", file: "zod-mini", version: "zod" },
  { name: "valibot", file: "valibot" },
  { name: "ajv", file: "ajv" },
  { name: "ajv standalone", file: "ajv-standalone", version: "ajv" },
  { name: "typebox", file: "typebox" },
  { name: "arktype", file: "arktype" },
  { name: "typia", file: "typia" },
  { name: "hand-written", file: "hand-written", isLibrary: false },
];

const text = new TextDecoder();

/** The baseline: it validates nothing. */
export const bare = { name: "JSON.parse", decode: (bytes) => JSON.parse(text.decode(bytes)) };

export async function ours() {
  const { decode } = await import("./peers/ours.mjs");
  return { name: "ours", version: own(), decode };
}

/** Returns the other contenders, all or the named ones, from `tests/bench/node_modules`. */
export async function others(names = peers.map(({ name }) => name)) {
  const wanted = peers.filter(({ name }) => names.includes(name));
  return Promise.all(
    wanted.map(async ({ name, file, version = file, isLibrary = true }) => {
      const { check } = await import(`./peers/${file}.mjs`);
      return {
        name,
        isLibrary,
        version: isLibrary ? installed(version) : undefined,
        decode: (bytes) => check(JSON.parse(text.decode(bytes))),
      };
    }),
  );
}

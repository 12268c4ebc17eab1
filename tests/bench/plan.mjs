// Measures the comparison of plans: 10,000 entries of a config with as many stored credentials, and more for the memory.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { sampleCredentials } from "junction-credentials/testing";
import { imports, start } from "../../pkg/dist/core/comparison.js";
import { compare } from "../../pkg/dist/plan/compare.js";
import { median } from "./rounds.mjs";

export const title = "Plans";

const count = 10_000;

export async function measure({ isQuick }) {
  const bytes = readFileSync(fileURLToPath(import.meta.resolve("junction-credentials/plan/wasm")));
  const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes), imports());
  start(instance);
  const memoryOfModule = Object.values(instance.exports).find((value) => value instanceof WebAssembly.Memory);
  const fingerprints = { size: 1000, ms: await withFingerprints(1000) };
  withoutCryptography();
  const rounds = isQuick ? 3 : 21;
  const kinds = [];
  for (const [name, hasSecrets] of [
    ["no secrets", false],
    ["locked secrets", true],
  ]) {
    kinds.push({ name, ...(await timed(worldOf(count, hasSecrets), rounds)) });
  }
  const memory = [];
  for (const size of isQuick ? [count] : [count, 2 * count, 4 * count]) {
    await compare(worldOf(size, true));
    memory.push({ size, moduleBytes: memoryOfModule.buffer.byteLength });
  }
  return { count, kinds, fingerprints, memory };
}

export function tables({ count, kinds, fingerprints, memory }) {
  const mib = (bytes) => (bytes / 1024 / 1024).toFixed(2);
  return [
    {
      note:
        `${count} entries and as many stored credentials, nothing differs; without reading and fingerprints. Those of ` +
        `${fingerprints.size} locked secrets take ${(fingerprints.ms / 1000).toFixed(1)} s.`,
      rows: [["", "ms"], ...kinds.map(({ name, ms }) => [name, ms.toFixed(1)])],
    },
    {
      note: "Memory of the module after a comparison, in MiB.",
      rows: [
        ["entries", ...memory.map(({ size }) => String(size))],
        ["memory of the module", ...memory.map(({ moduleBytes }) => mib(moduleBytes))],
      ],
    },
  ];
}

async function timed(world, rounds) {
  const times = [];
  // The first comparison runs code that is not compiled yet.
  await compare(world);
  for (let round = 0; round < rounds; round += 1) {
    globalThis.gc?.();
    let computing = 0;
    const start = performance.now();
    const { summary } = await compare(world, undefined, (done, total) => {
      if (done === 0) computing -= performance.now();
      if (done === total) computing += performance.now();
    });
    times.push(performance.now() - start - computing);
    if (summary.none !== count) throw new Error("expected that nothing differs");
  }
  return { ms: median(times) };
}

/** The time of a plan with real fingerprints. */
async function withFingerprints(size) {
  const world = worldOf(size, true);
  const start = performance.now();
  await compare(world);
  return performance.now() - start;
}

/** Credentials that are as a config wants them. */
function worldOf(size, hasSecrets) {
  const scope = { env: "sandbox", region: "us", team_name: "Clinic" };
  const stored = sampleCredentials(size).map((credential) => ({
    ...scope,
    credential: { ...credential, client_secret_hash: hasSecrets ? "ab".repeat(32) : null },
  }));
  const credentials = stored.map(({ credential }) => {
    const { team_id, source, client_id, details, redirect_url_override } = structuredClone(credential);
    const body = { team_id, provider: source, client_id, details, redirect_url_override };
    const secret = hasSecrets ? { client_secret: "s".repeat(40) } : {};
    return { ...scope, references: ["client_secret"], body: { ...body, ...secret } };
  });
  const locked = stored.map(({ credential: { team_id, source, updated_at } }) => [
    `sandbox/us/${team_id}/${source}`,
    { updated_at, salt: "salt", secret: zeros, hash: zeros },
  ]);
  return {
    credentials,
    stored,
    bounds: [],
    lock: { credentials: hasSecrets ? Object.fromEntries(locked) : {} },
    choices: { prune: true, unverified: "skip", drift: "skip" },
  };
}

/** The result of a key derivation that computes nothing, in base64. */
const zeros = Buffer.alloc(32).toString("base64");

/** Replaces WebCrypto: deriving 10,000 keys takes most of a minute, and is not what is measured. */
function withoutCryptography() {
  const nothing = new ArrayBuffer(32);
  for (const name of ["digest", "importKey", "deriveBits"]) {
    Object.defineProperty(crypto.subtle, name, { value: () => Promise.resolve(nothing) });
  }
}

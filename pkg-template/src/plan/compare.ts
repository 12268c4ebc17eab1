/** Compares credentials that a config asks for with the stored ones. */

import { difference, fingerprintsNeeded } from "../core/comparison.js";
import type { ScopedCredential } from "../index.js";
import { derived, sha256 } from "./fingerprints.js";
import { invalid } from "./issues.js";
import { keyOf, type Lock } from "./lock.js";
import type { Change, PlanChoices, PlanSummary } from "./outcome.js";
import { eachOf } from "./side-by-side.js";
import type { Bound, WantedCredential } from "./wanted.js";

/** WebCrypto computes on a few threads. */
const concurrency = 8;

/** What is compared. */
export interface Compared {
  readonly credentials: readonly WantedCredential[];
  readonly bounds: readonly Bound[];
  readonly stored: readonly StoredCredential[];
  readonly lock: Lock;
  readonly choices: PlanChoices;
}

/** A stored credential, with the name of its team if it is known. */
export interface StoredCredential extends ScopedCredential {
  readonly team_name?: string | undefined;
}

/** What differs. */
export interface Difference {
  readonly changes: readonly Change[];
  readonly summary: PlanSummary;
}

interface Fingerprints {
  readonly sha256: string;
  readonly secret?: string;
  readonly hash?: string;
}

/**
 * Compares. Everything is decided in the core. Only fingerprints are computed here.
 *
 * @param onFingerprint Called with the number of fingerprints that are computed, and of all.
 * @throws {RequestError} If an entry does not say what becomes of a stored secret.
 */
export async function compare(
  compared: Compared,
  signal?: AbortSignal,
  onFingerprint: (done: number, total: number) => void = () => {},
): Promise<Difference> {
  const input = new Input(compared);
  const needed: [index: number, needsHash: boolean][] = JSON.parse(fingerprintsNeeded(input.json()));
  const hashes = new Map(
    compared.stored.map((stored) => [storedKey(stored), stored.credential.client_secret_hash]),
  );
  let done = 0;
  if (needed.length > 0) onFingerprint(0, needed.length);
  await eachOf(needed, concurrency, async ([index, needsHash]) => {
    signal?.throwIfAborted();
    const wanted = compared.credentials[index];
    if (!wanted) return;
    const key = wantedKey(wanted);
    const salt = compared.lock.credentials[key]?.salt;
    const hash = (needsHash && hashes.get(key)) || undefined;
    input.add(index, await fingerprintsOf(wanted.body.client_secret ?? "", hash, salt));
    done += 1;
    onFingerprint(done, needed.length);
  });
  const found: Difference | { issues: [string, string][] } = JSON.parse(difference(input.json()));
  if ("issues" in found) throw invalid(found.issues.map(([path, message]) => ({ path, message })));
  return found;
}

async function fingerprintsOf(
  secret: string,
  hash: string | undefined,
  salt: string | undefined,
): Promise<Fingerprints> {
  const digest = await sha256(secret);
  if (salt === undefined) return { sha256: digest };
  return {
    sha256: digest,
    secret: await derived(secret, salt),
    ...(hash !== undefined && { hash: await derived(hash, salt) }),
  };
}

/** The input of the comparison as JSON. It is large, so only what changes is stringified again. */
class Input {
  readonly #before: string;
  readonly #entries: string[];

  constructor({ credentials, bounds, stored, lock, choices }: Compared) {
    this.#before = `${JSON.stringify({ ...choices, bounds, stored }).slice(0, -1)},"entries":[`;
    this.#entries = credentials.map((wanted) =>
      JSON.stringify({ ...wanted, lock: lock.credentials[wantedKey(wanted)] }),
    );
  }

  add(index: number, fingerprints: Fingerprints): void {
    this.#entries[index] =
      `${this.#entries[index]?.slice(0, -1)},"fingerprints":${JSON.stringify(fingerprints)}}`;
  }

  json(): string {
    return `${this.#before}${this.#entries.join(",")}]}`;
  }
}

/** The key of a credential that a config asks for. */
export function wantedKey({ env, region, body: { team_id, provider } }: WantedCredential): string {
  return keyOf({ env, region, team_id, provider });
}

/** The key of a stored credential. */
export function storedKey({ env, region, credential: { team_id, source } }: StoredCredential): string {
  return keyOf({ env, region, team_id, provider: source });
}

/** Compares credentials that a config asks for with the stored ones. */

import { difference } from "../core/comparison.js";
import { eachOf } from "./each-of.js";
import { derived, isSha256 } from "./fingerprints.js";
import { invalid } from "./issues.js";
import type { Lock } from "./lock.js";
import type { Action, Change, FieldChange, PlanChoices, PlanSummary, SecretState } from "./outcome.js";
import { lineOf, type Pair, paired, type StoredCredential } from "./pairs.js";
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

/** What differs. */
export interface Difference {
  readonly changes: readonly Change[];
  readonly summary: PlanSummary;
}

/** What the comparison returns. */
type Found =
  | { readonly changes: readonly ComparedChange[]; readonly summary: PlanSummary }
  | { readonly issues: readonly [path: string, message: string][] };

/** A change as the comparison returns it. */
interface ComparedChange {
  /** The number of the pair. */
  readonly pair: number;
  readonly action: Action;
  readonly secret: SecretState;
  readonly fields?: readonly FieldChange[];
  readonly drops?: readonly string[];
  readonly reason?: string;
}

/**
 * Compares. Everything is decided in the core. Only fingerprints are computed here.
 *
 * @param onFingerprint Called with the number of fingerprints that are computed, and of all.
 * @throws {RequestError} If an entry does not say what becomes of a stored secret.
 */
export async function compare(
  { credentials, bounds, stored, lock, choices }: Compared,
  signal?: AbortSignal,
  onFingerprint: (done: number, total: number) => void = () => {},
): Promise<Difference> {
  const pairs = paired(credentials, stored, lock);
  const lines = pairs.map(lineOf).join("\n");
  const options = JSON.stringify({ ...choices, bounds });
  const found: Found = JSON.parse(
    await difference(options, lines, async (needed) => {
      const equal = await equalFingerprints(pairs, JSON.parse(needed), signal, onFingerprint);
      return equal.join("\n");
    }),
  );
  if ("issues" in found) throw invalid(found.issues.map(([path, message]) => ({ path, message })));
  const changes = found.changes.map((change) => changeOf(change, pairs[change.pair] as Pair));
  return { changes, summary: found.summary };
}

function changeOf({ action, secret, fields = [], drops = [], reason }: ComparedChange, pair: Pair): Change {
  const { env, region, team_id, provider, wanted, stored } = pair;
  const change: { -readonly [Name in keyof Change]: Change[Name] } = {
    action,
    env,
    region,
    team_id,
    provider,
    secret,
    fields,
    drops,
  };
  const team_name = wanted?.team_name ?? stored?.team_name;
  if (team_name !== undefined) change.team_name = team_name;
  if (stored) {
    change.id = stored.credential.id;
    change.updated_at = stored.credential.updated_at;
  }
  if (reason !== undefined) change.reason = reason;
  return change;
}

/** Returns which fingerprints of each pair that needs some are equal. */
function equalFingerprints(
  pairs: readonly Pair[],
  needed: readonly [pair: number, needsStoredHash: boolean][],
  signal: AbortSignal | undefined,
  onFingerprint: (done: number, total: number) => void,
): Promise<string[]> {
  let done = 0;
  onFingerprint(done, needed.length);
  return eachOf(needed, concurrency, async ([number, needsStoredHash]) => {
    signal?.throwIfAborted();
    const equal = await equalOf(pairs[number] as Pair, needsStoredHash);
    done += 1;
    onFingerprint(done, needed.length);
    return equal;
  });
}

/**
 * Returns the names of the fingerprints that are equal: `sha256` of the wanted secret and the stored hash, `secret` of the
 * wanted secret and the locked one, `hash` of the stored hash and the locked one.
 */
async function equalOf({ wanted, locked, stored }: Pair, needsStoredHash: boolean): Promise<string> {
  const secret = wanted?.body.client_secret ?? "";
  const hash = stored?.credential.client_secret_hash ?? "";
  // It proves the secret, so that the others are not needed.
  if (await isSha256(hash, secret)) return "sha256";
  const { salt } = locked ?? {};
  if (salt === undefined) return "";
  const isLockedSecret = (await derived(secret, salt)) === locked?.secret;
  const isLockedHash = needsStoredHash && (await derived(hash, salt)) === locked?.hash;
  return `${isLockedSecret ? "secret" : ""} ${isLockedHash ? "hash" : ""}`;
}

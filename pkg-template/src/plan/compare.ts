/** Compares credentials that a config asks for with the stored ones. */

import { difference, fingerprintsNeeded } from "../core/comparison.js";
import { derived, isSha256 } from "./fingerprints.js";
import { invalid } from "./issues.js";
import type { Lock } from "./lock.js";
import type { Action, Change, FieldChange, PlanChoices, PlanSummary, SecretState } from "./outcome.js";
import { lineOf, type Pair, paired, type StoredCredential } from "./pairs.js";
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

/** What differs. */
export interface Difference {
  readonly changes: readonly Change[];
  readonly summary: PlanSummary;
}

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
  const items = pairs.map((pair) => lineOf(pair));
  const needed = neededFor(pairs, items);
  let done = 0;
  if (needed.length > 0) onFingerprint(0, needed.length);
  await eachOf(needed, concurrency, async ([number, needsHash]) => {
    signal?.throwIfAborted();
    const pair = pairs[number] as Pair;
    items[number] += await equalFingerprints(pair, needsHash);
    done += 1;
    onFingerprint(done, needed.length);
  });
  return differenceOf(JSON.stringify({ ...choices, bounds }), items, pairs);
}

/** Lists the pairs that need fingerprints. Only those with two secrets may, and most have none to compare with. */
function neededFor(pairs: readonly Pair[], items: readonly string[]): [pair: number, needsHash: boolean][] {
  const candidates = [...pairs.keys()].filter((number) => {
    const { wanted, stored } = pairs[number] as Pair;
    return typeof wanted?.body.client_secret === "string" && stored?.credential.client_secret_hash;
  });
  const lines = candidates.map((number) => items[number]).join("\n");
  const needed: [candidate: number, needsHash: boolean][] = JSON.parse(fingerprintsNeeded(lines));
  return needed.map(([candidate, needsHash]) => [candidates[candidate] as number, needsHash]);
}

/** Compares what has all its fingerprints. */
function differenceOf(options: string, items: readonly string[], pairs: readonly Pair[]): Difference {
  const found:
    | { readonly changes: readonly ComparedChange[]; readonly summary: PlanSummary }
    | { readonly issues: readonly [path: string, message: string][] } = JSON.parse(
    difference(options, items.join("\n")),
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

/**
 * Returns the names of the fingerprints that are equal: `sha256` of the wanted secret and the stored hash, `secret` of the
 * wanted secret and the locked one, `hash` of the stored hash and the locked one.
 */
async function equalFingerprints({ wanted, locked, stored }: Pair, needsHash: boolean): Promise<string> {
  const secret = wanted?.body.client_secret ?? "";
  const hash = stored?.credential.client_secret_hash ?? "";
  const salt = locked?.salt;
  const equal: string[] = [];
  if (await isSha256(hash, secret)) equal.push("sha256");
  if (salt !== undefined && (await derived(secret, salt)) === locked?.secret) equal.push("secret");
  if (needsHash && salt !== undefined && (await derived(hash, salt)) === locked?.hash) equal.push("hash");
  return equal.join(" ");
}

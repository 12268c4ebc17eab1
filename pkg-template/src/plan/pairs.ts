/** Pairs credentials that a config asks for with the stored ones, as the comparison reads them. */

import type { ScopedCredential } from "../index.js";
import { type CredentialKey, keyOf, type Lock, type LockedCredential } from "./lock.js";
import type { WantedCredential } from "./wanted.js";

/** A stored credential, with the name of its team if it is known. */
export interface StoredCredential extends ScopedCredential {
  readonly team_name?: string | undefined;
}

/** One credential: what the config asks for, what is stored, or both. */
export interface Pair extends CredentialKey {
  readonly key: string;
  readonly wanted?: WantedCredential;
  /** The number of the entry in the config. */
  readonly index?: number;
  readonly locked?: LockedCredential | undefined;
  readonly stored?: StoredCredential;
}

/** The keys of `set` that are compared. */
const compared = ["client_id", "details", "redirect_url_override"] as const;

/** Pairs credentials. Of several stored ones of the same team and provider, the last one counts. */
export function paired(
  credentials: readonly WantedCredential[],
  stored: readonly StoredCredential[],
  lock: Lock,
): Pair[] {
  const pairs = new Map<string, Pair>();
  for (const [index, wanted] of credentials.entries()) {
    const { env, region, body } = wanted;
    const identity = { env, region, team_id: body.team_id.toLowerCase(), provider: body.provider };
    const key = keyOf(identity);
    pairs.set(key, { ...identity, key, wanted, index, locked: lock.credentials[key] });
  }
  for (const found of stored) {
    const { env, region, credential } = found;
    const identity = { env, region, team_id: credential.team_id.toLowerCase(), provider: credential.source };
    const key = keyOf(identity);
    pairs.set(key, { ...identity, ...pairs.get(key), key, stored: found });
  }
  return [...pairs.values()];
}

/** What was computed from secrets. */
export interface Fingerprints {
  readonly sha256: string;
  readonly secret?: string;
  readonly hash?: string;
}

/**
 * Returns a pair as the comparison reads it. What is equal on both sides is left out, and so are client secrets, of which
 * the comparison only has to know whether there is one. Large inputs take longer to hand over than to compare.
 */
export function inputOf(pair: Pair, fingerprints?: Fingerprints): object {
  const { env, region, team_id, provider, wanted, index, locked, stored } = pair;
  const body: Record<string, unknown> = wanted?.body ? { ...wanted.body } : {};
  const credential: Record<string, unknown> = stored ? { ...stored.credential } : {};
  const differing = compared.filter((key) => !isEqual(body[key], credential[key]));
  const some = (from: Record<string, unknown>) =>
    Object.fromEntries(differing.map((key) => [key, from[key]]));
  const secret = body.client_secret;
  const { salt: _, ...lock } = locked ?? {};
  return {
    env,
    region,
    team_id,
    provider,
    entry: wanted && {
      index,
      body: { ...some(body), client_secret: typeof secret === "string" ? "" : secret },
      references: differing.length > 0 ? wanted.references : undefined,
      lock: locked && lock,
      fingerprints,
    },
    stored: stored && {
      ...some(credential),
      updated_at: credential.updated_at,
      client_secret_hash: credential.client_secret_hash,
    },
  };
}

/** Whether two JSON values are the same. Values that are not may still mean the same, which the comparison decides. */
function isEqual(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const entries = Object.entries(one);
  return (
    entries.length === Object.keys(other).length &&
    entries.every(([key, value]) => Object.hasOwn(other, key) && isEqual(value, Reflect.get(other, key)))
  );
}

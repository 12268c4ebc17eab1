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
  readonly wanted: WantedCredential | undefined;
  locked: LockedCredential | undefined;
  stored: StoredCredential | undefined;
}

/** Pairs credentials, those of the config first and in its order. Of several stored ones of the same team and provider, the last one counts. */
export function paired(
  credentials: readonly WantedCredential[],
  stored: readonly StoredCredential[],
  lock: Lock,
): Pair[] {
  const pairs = new Map<string, Pair>();
  // Objects are not spread here and below, which takes several times as long as all the rest.
  for (const wanted of credentials) {
    const { env, region, body } = wanted;
    const team_id = body.team_id.toLowerCase();
    const { provider } = body;
    const pair = { env, region, team_id, provider, wanted, locked: undefined, stored: undefined };
    pairs.set(keyOf(pair), pair);
  }
  for (const one of stored) {
    const key = storedKey(one);
    const pair = pairs.get(key);
    if (pair) pair.stored = one;
    else pairs.set(key, pairOf(one));
  }
  for (const [key, locked] of Object.entries(lock.credentials)) {
    const pair = pairs.get(key);
    if (pair) pair.locked = locked;
  }
  return [...pairs.values()];
}

function pairOf(stored: StoredCredential): Pair {
  const { env, region, credential } = stored;
  const team_id = credential.team_id.toLowerCase();
  return {
    env,
    region,
    team_id,
    provider: credential.source,
    wanted: undefined,
    locked: undefined,
    stored,
  };
}

/** The key of a stored credential. */
export function storedKey({ env, region, credential: { team_id, source } }: ScopedCredential): string {
  return keyOf({ env, region, team_id, provider: source });
}

/**
 * Returns a pair as the line that the comparison reads. After it, the names of equal fingerprints may stand. What is equal on both sides is left out. So are client secrets and
 * their hashes, of which the comparison only has to know whether there are any. It takes longer to write and to read a
 * text than to compare, so this function copies no objects.
 */
export function lineOf(pair: Pair): string {
  const { env, region, team_id, provider, wanted, stored, locked } = pair;
  const body = wanted?.body;
  const credential = stored?.credential;
  let ours = "";
  let theirs = "";
  for (const key of ["client_id", "details", "redirect_url_override"] as const) {
    if (isEqual(body?.[key], credential?.[key])) continue;
    ours += memberOf(key, body?.[key]);
    theirs += memberOf(key, credential?.[key]);
  }
  const references = ours && memberOf("references", wanted?.references);
  const secret = body?.client_secret;
  if (secret !== undefined) ours += memberOf("client_secret", secret === null ? null : "*");
  let entry = `,"body":{${ours.slice(1)}}${references}`;
  if (locked) {
    entry += `,"lock":{"pending":${locked.pending === true}${memberOf("updated_at", locked.updated_at)}}`;
    theirs += memberOf("updated_at", credential?.updated_at);
  }
  if (credential?.client_secret_hash) theirs += memberOf("client_secret_hash", "*");
  // A provider that this version does not know may contain anything.
  const name = /^\w+$/.test(provider) ? provider : encodeURIComponent(provider);
  const json = `${wanted ? `{${entry.slice(1)}}` : ""}\t${credential ? `{${theirs.slice(1)}}` : ""}`;
  return `${env}\t${region}\t${team_id}\t${name}\t${json}\t`;
}

function memberOf(key: string, value: unknown): string {
  return value === undefined ? "" : `,"${key}":${JSON.stringify(value)}`;
}

/** Whether two JSON values are the same. Values that are not may still mean the same, which the comparison decides. */
function isEqual(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => Object.hasOwn(other, key) && isEqual(Reflect.get(one, key), Reflect.get(other, key)))
  );
}

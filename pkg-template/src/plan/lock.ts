/** The lock: what was known about each client secret when it was set. */

import { defaultBaseUrl, lockIssues } from "../core/comparison.js";
import type { DateTime, Env, JunctionManagement, Region, Uuid } from "../index.js";
import { invalid, issuesOf } from "./issues.js";

/** What is known about the client secret of one credential. It contains neither the secret nor a hash of the API. */
export interface LockedCredential {
  /** When the API stored the secret. */
  readonly updated_at?: DateTime;
  /** The salt of both fingerprints, in base64. It is new whenever the secret is set. */
  readonly salt?: string;
  /** The fingerprint of the secret, in base64: PBKDF2-SHA-256 with 10,000 rounds. */
  readonly secret?: string;
  /** The fingerprint of the hash that the API stored, in base64. */
  readonly hash?: string;
  /** Whether the secret was being set when this was written, so that it is not known whether it is stored. */
  readonly pending?: boolean;
}

/**
 * What is known about the client secrets that were set, by environment, region, team id and provider:
 * `production/us/<team_id>/strava`. It contains no secret and no hash of the API, and may be committed.
 */
export interface Lock {
  /** The version of this format. */
  readonly version: 1;
  /** The organisation of the client. */
  readonly org_id: Uuid;
  /** The origin of the client's `baseUrl`. */
  readonly origin: string;
  /** The credentials whose secrets were set, sorted by their keys. */
  readonly credentials: { readonly [key: string]: LockedCredential };
}

/** What identifies a credential. */
export interface CredentialKey {
  /** The environment of the credential. */
  readonly env: Env;
  /** The region of the credential. */
  readonly region: Region;
  /** The team of the credential. */
  readonly team_id: Uuid;
  /** The provider of the credential. */
  readonly provider: string;
}

/** The key of a credential in a lock. */
export function keyOf({ env, region, team_id, provider }: CredentialKey): string {
  return `${env}/${region}/${team_id.toLowerCase()}/${provider}`;
}

/**
 * Returns the lock, or an empty one if there is none.
 *
 * @throws {RequestError} If it is invalid, or belongs to another organisation or origin.
 */
export function requireLock(junction: JunctionManagement, lock: Lock | null | undefined): Lock {
  const { orgId = "self", baseUrl = defaultBaseUrl() } = junction.settings;
  const org_id = orgId.toLowerCase();
  const { origin } = new URL(baseUrl, (globalThis as { location?: { origin: string } }).location?.origin);
  if (lock === undefined || lock === null) return frozen({ version: 1, org_id, origin, credentials: {} }, {});
  const issues = issuesOf(lockIssues(jsonOf(lock), org_id, origin));
  if (issues.length > 0) throw invalid(issues);
  return frozen(lock, sorted(Object.entries(lock.credentials)));
}

function jsonOf(lock: unknown): string {
  try {
    return JSON.stringify(lock) ?? "null";
  } catch {
    throw invalid([
      { path: "lock", message: "expected a lock as `apply` returned it, without cycles and BigInts" },
    ]);
  }
}

/** Returns the lock with another entry for a credential, or with none. It is frozen, since `onProgress` receives it. */
export function locked(lock: Lock, key: string, entry: LockedCredential | undefined): Lock {
  const { [key]: known, ...others } = lock.credentials;
  if (!entry) return frozen(lock, others);
  if (known) return frozen(lock, { ...lock.credentials, [key]: Object.freeze(entry) });
  return frozen(lock, sorted([...Object.entries(others), [key, Object.freeze(entry)]]));
}

function frozen(lock: Lock, credentials: Lock["credentials"]): Lock {
  return Object.freeze({ ...lock, credentials: Object.freeze(credentials) });
}

/** Sorts entries by their keys. A lock that was merged by hand may not be. */
function sorted(entries: [key: string, entry: LockedCredential][]): Lock["credentials"] {
  return Object.fromEntries(entries.sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** Pairs credentials that a config asks for with the stored ones, as the comparison reads them. */

import type { Env, Region, ScopedCredential, Uuid } from "../index.js";
import { isEqual } from "./equal.js";
import { type CredentialKey, keyOf, type Lock, type LockedCredential } from "./lock.js";
import type { WantedBody, WantedCredential } from "./wanted.js";

/** A stored credential, with the name of its team if it is known. */
export interface StoredCredential extends ScopedCredential {
  readonly team_name?: string | undefined;
}

/** One credential: what the config asks for, what is stored, or both. */
export interface Pair extends CredentialKey {
  wanted: WantedCredential | undefined;
  locked: LockedCredential | undefined;
  stored: StoredCredential | undefined;
}

/**
 * Pairs credentials, those of the config first and in its order. Of several stored ones of the same team and provider, the
 * last one counts, unless the config asks for none of them.
 */
export function paired(
  credentials: readonly WantedCredential[],
  stored: readonly StoredCredential[],
  lock: Lock,
): Pair[] {
  const pairs = new Pairs();
  for (const wanted of credentials) {
    const { env, region, body } = wanted;
    pairs.of(env, region, body.team_id, body.provider).wanted = wanted;
  }
  for (const one of stored) {
    const { env, region, credential } = one;
    const pair = pairs.of(env, region, credential.team_id, credential.source);
    if (pair.stored && !pair.wanted) pairs.all.push({ ...pair, stored: one });
    else pair.stored = one;
  }
  for (const [key, locked] of Object.entries(lock.credentials)) {
    const [env, region, team_id, ...provider] = key.split("/");
    const pair = pairs.find(env, region, team_id, provider.join("/"));
    if (pair) pair.locked = locked;
  }
  return pairs.all;
}

/** Pairs by team. With a key of all that identifies a credential, a comparison would take a quarter longer. */
class Pairs {
  readonly all: Pair[] = [];
  readonly #byTeam = new Map<string, Pair[]>();

  /** Returns the pair of a credential, if there is one. */
  find(env?: string, region?: string, team_id = "", provider?: string): Pair | undefined {
    const ofTeam = this.#byTeam.get(team_id);
    return ofTeam?.find((pair) => pair.provider === provider && pair.env === env && pair.region === region);
  }

  /** Returns the pair of a credential, which is new if there was none. */
  of(env: Env, region: Region, team: Uuid, provider: string): Pair {
    const team_id = team.toLowerCase();
    const known = this.find(env, region, team_id, provider);
    if (known) return known;
    const pair = { env, region, team_id, provider, wanted: undefined, locked: undefined, stored: undefined };
    const ofTeam = this.#byTeam.get(team_id);
    if (ofTeam) ofTeam.push(pair);
    else this.#byTeam.set(team_id, [pair]);
    this.all.push(pair);
    return pair;
  }
}

/** The key of a stored credential. */
export function storedKey({ env, region, credential: { team_id, source } }: ScopedCredential): string {
  return keyOf({ env, region, team_id, provider: source });
}

/**
 * Returns a pair as the line that the comparison reads. What is equal on both sides is left out. So are client secrets and
 * their hashes, of which the comparison only has to know whether there are any.
 */
export function lineOf({ env, region, team_id, provider, wanted, locked, stored }: Pair): string {
  const body = wanted?.body;
  const credential = stored?.credential;
  const different = body && credential && compared.filter((key) => !isEqual(body[key], credential[key]));
  const references = wanted && different?.length !== 0 ? wanted.references : [];
  // A provider that this version does not know may contain anything.
  const name = /[\t\n\r]|\p{Cs}/u.test(provider) ? JSON.stringify(provider) : provider;
  const hash = credential && (credential.client_secret_hash ? "given" : "absent");
  const secrets = `${wantedSecret(body)}\t${hash ?? ""}`;
  // Without a fingerprint, nothing is known of the secret.
  const isSettled = locked?.secret !== undefined && locked.salt !== undefined && !locked.pending;
  const lock = locked ? (isSettled ? "settled" : "pending") : "";
  const written = locked ? `${locked.updated_at ?? ""}\t${credential?.updated_at ?? ""}` : "\t";
  const objects = `${jsonOf(body, different)}\t${jsonOf(credential, different)}`;
  const paths = references.length > 0 ? JSON.stringify(references) : "";
  return `${env}\t${region}\t${team_id}\t${name}\t${secrets}\t${lock}\t${written}\t${objects}\t${paths}`;
}

const compared = ["client_id", "details", "redirect_url_override"] as const;
type Compared = { readonly [Key in (typeof compared)[number]]?: unknown };

function wantedSecret(body: WantedBody | undefined): string {
  if (!body) return "";
  const { client_secret } = body;
  if (client_secret === undefined) return "open";
  return client_secret === null ? "absent" : "given";
}

/** The JSON of some members. An empty text is an object without members. */
function jsonOf(object: Compared | undefined, keys: readonly (keyof Compared)[] = compared): string {
  if (!object || keys.length === 0) return "";
  const members = keys
    .filter((key) => object[key] !== undefined)
    .map((key) => `"${key}":${JSON.stringify(object[key])}`);
  return `{${members.join(",")}}`;
}

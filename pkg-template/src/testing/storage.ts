// Stores and returns values as an API might, where the real one is not documented.

import type { ClientFacingTeamProviderCredentials } from "../core/junction_credentials.js";
import { digest } from "./digest.js";
import { sha256 } from "./sha256.js";
import { referredName, type Schema, schemaNamed } from "./validation.js";

type Credential = ClientFacingTeamProviderCredentials;

/** How credentials differ from what was set. */
export interface FakeStorage {
  /**
   * The algorithm of `client_secret_hash`. Default: `digest`.
   *
   * - `digest`: the same for the same secret
   * - `sha256`: the SHA-256 in hexadecimal digits
   * - `salted`: another one whenever the secret is set
   * - `salted-per-read`: another one in each response
   */
  readonly secretHash?: "digest" | "sha256" | "salted" | "salted-per-read";
  /** Whether absent keys of `details` that may be null come back as null. Default: false. */
  readonly addsNulls?: boolean;
  /** Whether the lists in `details` come back in reverse order. Default: false. */
  readonly reversesLists?: boolean;
}

/** Stores and returns values. */
export class Storage {
  readonly #options: FakeStorage;
  #salt = 0;

  constructor(options: FakeStorage) {
    this.#options = options;
  }

  /** The hash of a secret that is set. */
  hash(secret: string): string {
    const { secretHash = "digest" } = this.#options;
    if (secretHash === "sha256") return sha256(secret);
    return digest(secretHash === "digest" ? secret : this.#salted(secret));
  }

  /** The details that are stored. */
  details(details: Credential["details"]): Credential["details"] {
    const stored = withDefaults(details ?? null);
    return this.#options.addsNulls ? (withNulls(stored) as typeof details) : stored;
  }

  /** A credential as a response contains it. */
  read(credential: Credential): Credential {
    const { secretHash, reversesLists } = this.#options;
    const { client_secret_hash: hash, details } = credential;
    const isRehashed = secretHash === "salted-per-read" && typeof hash === "string";
    if (!isRehashed && !reversesLists) return credential;
    return {
      ...credential,
      ...(isRehashed && { client_secret_hash: digest(this.#salted(hash)) }),
      ...(reversesLists && { details: reversed(details) as typeof details }),
    };
  }

  #salted(text: string): string {
    this.#salt += 1;
    return `${this.#salt} ${text}`;
  }
}

function withDefaults(details: NonNullable<Credential["details"]> | null): typeof details {
  const fitbit: unknown = details && "fitbit" in details ? details.fitbit : undefined;
  if (typeof fitbit !== "object" || fitbit === null) return details;
  return { ...details, fitbit: { is_hr_enabled: false, ...fitbit } } as typeof details;
}

/** Adds the keys that may be null. Each shape has a required key that no other has. */
function withNulls(details: object | null): object | null {
  if (!details) return details;
  const { anyOf: shapes = [] } = schemaNamed("UpsertTeamCustomCredentialsBody").properties?.details ?? {};
  const shape = shapes
    .flatMap(({ $ref }) => ($ref ? [schemaNamed(referredName($ref))] : []))
    .find(({ required = [] }) => required.every((key) => Object.hasOwn(details, key)));
  return shape ? completed(details, shape) : details;
}

function completed(object: object, { properties = {} }: Schema): object {
  const nulls = Object.entries(properties).filter(([, { anyOf = [] }]) =>
    anyOf.some(({ type }) => type === "null"),
  );
  const members = Object.entries(object).map(([key, value]) => {
    const { $ref } = properties[key] ?? {};
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
    return [key, $ref && isObject ? completed(value, schemaNamed(referredName($ref))) : value];
  });
  return { ...Object.fromEntries(nulls.map(([key]) => [key, null])), ...Object.fromEntries(members) };
}

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed).reverse();
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, reversed(inner)]));
}

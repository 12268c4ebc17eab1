// Stores the credentials of one environment and region.

import type {
  ClientFacingTeamProviderCredentials,
  CustomCredentialsResponse,
  DeleteTeamCustomCredentialsResponse,
  UpsertTeamCustomCredentialsBody,
} from "../core/junction_credentials.js";
import { isoformat } from "./dates.js";
import { Pages } from "./pages.js";
import type { Storage } from "./storage.js";
import { freshUuid, sameSpelling } from "./uuid.js";

type Credential = ClientFacingTeamProviderCredentials;

/**
 * A credential to begin with. Absent fields are filled in: `id` with a new UUID, the dates with the current time, all
 * others with null. Nothing is validated, so a seed can contain values that the API does not describe yet.
 */
export interface SeedCredential extends Partial<Omit<Credential, "team_id" | "source" | "details">> {
  /** The team, a UUID. `set` stores one credential for each team and source; seeds may contain several. */
  readonly team_id: string;
  /** The provider or laboratory, such as `"fitbit"`. */
  readonly source: Credential["source"];
  /** Any of the described shapes, or any other object. Default: null. */
  readonly details?: Credential["details"] | object;
}

/** Which credentials to list. Empty `teamIds` select all teams. */
export interface Selection {
  readonly teamIds: readonly string[];
  readonly provider: string | undefined;
}

/** The credentials of one environment and region. */
export class Store {
  /** In insertion order. */
  readonly credentials: Credential[] = [];
  readonly #pages = new Pages(this.credentials);
  readonly #storage: Storage;

  constructor(storage: Storage) {
    this.#storage = storage;
  }

  /** Adds a credential, and fills in absent fields. */
  seed(seed: SeedCredential, now: Date): void {
    this.credentials.push(filledIn(seed, now));
  }

  /** Returns the page after a cursor, or the first page. Undefined if this store did not create the cursor. */
  page(
    selection: Selection,
    cursor: string | undefined,
    size: number,
  ): CustomCredentialsResponse | undefined {
    const { provider } = selection;
    const teamIds = new Set(selection.teamIds.map(sameSpelling));
    const isSelected = ({ team_id, source }: Credential): boolean =>
      (teamIds.size === 0 || teamIds.has(sameSpelling(team_id))) &&
      (provider === undefined || source === provider);
    const page = this.#pages.after(cursor, isSelected, size);
    return (
      page && {
        credentials: page.items.map((credential) => this.#storage.read(credential)),
        next_cursor: page.next_cursor,
      }
    );
  }

  /** Creates the credential of a team and provider, or replaces it. */
  upsert(body: UpsertTeamCustomCredentialsBody, now: Date): Credential {
    const team_id = sameSpelling(body.team_id);
    const index = this.credentials.findIndex(
      ({ team_id: own, source }) => sameSpelling(own) === team_id && source === body.provider,
    );
    const before = this.credentials[index];
    const credential = filledIn(
      {
        ...(before && { id: before.id, created_at: before.created_at, app_url: before.app_url ?? null }),
        team_id,
        source: body.provider,
        client_id: body.client_id ?? null,
        client_secret_hash:
          typeof body.client_secret === "string" ? this.#storage.hash(body.client_secret) : null,
        details: this.#storage.details(body.details) ?? null,
        redirect_url_override: body.redirect_url_override ?? null,
      },
      before ? laterThan(before.updated_at, now) : now,
    );
    if (before) {
      this.#pages.replace(before, credential);
      this.credentials[index] = credential;
    } else {
      this.credentials.push(credential);
    }
    return this.#storage.read(credential);
  }

  /** Deletes credentials. An id that occurs twice counts once. */
  remove(ids: readonly string[]): DeleteTeamCustomCredentialsResponse {
    const outcome: DeleteTeamCustomCredentialsResponse = { success: [], failure: [], not_found: [] };
    for (const id of new Set(ids.map(sameSpelling))) {
      const index = this.credentials.findIndex((credential) => sameSpelling(credential.id) === id);
      if (index === -1) {
        outcome.not_found.push(id);
      } else {
        this.credentials.splice(index, 1);
        outcome.success.push(id);
      }
    }
    return outcome;
  }
}

function filledIn(seed: SeedCredential, now: Date): Credential {
  // The keys have the order in which the API declares them.
  const blank: Credential = {
    id: freshUuid(),
    client_id: null,
    client_secret_hash: null,
    source: seed.source,
    team_id: seed.team_id,
    created_at: isoformat(now),
    updated_at: isoformat(now),
    details: null,
    app_url: null,
    redirect_url_override: null,
  };
  return { ...blank, ...seed } as Credential;
}

function laterThan(isoDate: string, now: Date): Date {
  const hasZone = /(Z|[+-]\d\d:?\d\d)$/i.test(isoDate);
  const before = Date.parse(hasZone ? isoDate : `${isoDate}Z`);
  return new Date(Math.max(now.getTime(), Number.isNaN(before) ? 0 : before + 1));
}

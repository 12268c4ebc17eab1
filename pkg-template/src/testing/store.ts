// Keeps the credentials of one environment and region.

import type {
  ClientFacingTeamProviderCredentials,
  CustomCredentialsResponse,
  DeleteTeamCustomCredentialsResponse,
  UpsertTeamCustomCredentialsBody,
} from "../core/junction_credentials.js";
import { digest } from "./digest.js";
import { canonicalUuid, freshUuid } from "./uuid.js";

type Credential = ClientFacingTeamProviderCredentials;

/**
 * A credential to begin with. What is left out is filled in: `id` with a new uuid, the dates with now, the rest with
 * null. Nothing is checked, so that a seed may hold what the API does not describe yet.
 */
export interface SeedCredential extends Partial<Omit<Credential, "team_id" | "source" | "details">> {
  /** The team, a uuid. Only one credential for each team and source is ever set; seeds may break this rule. */
  readonly team_id: string;
  /** The provider or laboratory, `"fitbit"` for one. */
  readonly source: Credential["source"];
  /** Any of the described shapes, or one that the API is yet to describe. Default: null. */
  readonly details?: Credential["details"] | object;
}

/** Which credentials to list; no `teamIds` means any team. */
export interface Selection {
  readonly teamIds: readonly string[];
  readonly provider: string | undefined;
}

/** One environment and region. */
export class Store {
  /** In the order of insertion. */
  readonly credentials: Credential[] = [];
  // A place in the order stays the same when credentials before it are deleted, so that no page skips any.
  readonly #places = new WeakMap<Credential, number>();
  #lastPlace = 0;
  readonly #cursors = new Map<string, number>();

  /** Adds a credential as it is, with what it lacks. */
  seed(seed: SeedCredential, now: Date): void {
    this.credentials.push(filledIn(seed, now));
  }

  /** The page that a cursor, or its absence, leads to; undefined when this store never gave out the cursor. */
  page(
    selection: Selection,
    cursor: string | undefined,
    size: number,
  ): CustomCredentialsResponse | undefined {
    const after = cursor === undefined ? 0 : this.#cursors.get(cursor);
    if (after === undefined) return undefined;

    const teamIds = new Set(selection.teamIds.map(sameSpelling));
    const rest = this.#placed()
      .filter(
        ({ credential, place }) =>
          place > after &&
          (teamIds.size === 0 || teamIds.has(sameSpelling(credential.team_id))) &&
          (selection.provider === undefined || credential.source === selection.provider),
      )
      .sort((a, b) => a.place - b.place);
    const page = rest.slice(0, size);
    const last = page.at(-1);
    return {
      credentials: page.map(({ credential }) => credential),
      next_cursor: last && rest.length > size ? this.#cursorAfter(last.place) : null,
    };
  }

  /** Writes the credential of a team and provider, over the one that is there. */
  upsert(body: UpsertTeamCustomCredentialsBody, now: Date): Credential {
    const team_id = sameSpelling(body.team_id);
    const placed = this.#placed();
    const index = placed.findIndex(
      ({ credential: { team_id: own, source } }) => sameSpelling(own) === team_id && source === body.provider,
    );
    const { credential: before, place } = placed[index] ?? {};
    const credential = filledIn(
      {
        ...(before && { id: before.id, created_at: before.created_at, app_url: before.app_url ?? null }),
        team_id,
        source: body.provider,
        client_id: body.client_id ?? null,
        client_secret_hash: typeof body.client_secret === "string" ? digest(body.client_secret) : null,
        details: withDefaults(body.details ?? null),
        redirect_url_override: body.redirect_url_override ?? null,
      },
      before ? laterThan(before.updated_at, now) : now,
    );
    if (place !== undefined) {
      this.#places.set(credential, place);
      this.credentials[index] = credential;
    } else {
      this.credentials.push(credential);
    }
    return credential;
  }

  /** Deletes what is there; an id that comes twice counts once. */
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

  /** The array as it is now; what stands in it for the first time is given its place. */
  #placed(): { credential: Credential; place: number }[] {
    return this.credentials.map((credential) => {
      const place = this.#places.get(credential) ?? this.#lastPlace + 1;
      this.#places.set(credential, place);
      this.#lastPlace = Math.max(this.#lastPlace, place);
      return { credential, place };
    });
  }

  #cursorAfter(place: number): string {
    // The first three bytes become "++//" and the last one "==", which a client that does not encode its query breaks.
    const cursor = btoa(`\xfb\xef\xff${digest(`place ${place}`).slice(0, 16)}`);
    this.#cursors.set(cursor, place);
    return cursor;
  }
}

function filledIn(seed: SeedCredential, now: Date): Credential {
  // The keys stand in the order in which the API declares them.
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

type Details = NonNullable<Credential["details"]>;

function withDefaults(details: Details | null): Details | null {
  const fitbit: unknown = details && "fitbit" in details ? details.fitbit : undefined;
  if (typeof fitbit !== "object" || fitbit === null) return details;
  return { ...details, fitbit: { is_hr_enabled: false, ...fitbit } } as Details;
}

function isoformat(date: Date): string {
  return date.toISOString().replace("Z", "000+00:00");
}

function laterThan(isoDate: string, now: Date): Date {
  const hasZone = /(Z|[+-]\d\d:?\d\d)$/i.test(isoDate);
  const before = Date.parse(hasZone ? isoDate : `${isoDate}Z`);
  return new Date(Math.max(now.getTime(), Number.isNaN(before) ? 0 : before + 1));
}

function sameSpelling(id: string): string {
  return canonicalUuid(id) ?? id;
}

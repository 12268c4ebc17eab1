/** Writes a config for what is stored. */

import { configIssues } from "../core/comparison.js";
import type {
  CallOptions,
  ClientFacingTeamProviderCredentials,
  Env,
  JunctionManagement,
  ListProvider,
  Region,
  ScopedCredential,
  Uuid,
} from "../index.js";
import type { ConfigEntry, PlanConfig } from "./config.js";
import { issuesOf } from "./issues.js";
import { load } from "./module.js";
import { requireOptions } from "./options.js";
import { storedKey } from "./pairs.js";
import { isReferable, pathOf, type Step } from "./references.js";
import { readTeams, type TeamDirectory } from "./teams.js";
import { identifier, UniqueNames } from "./variable-names.js";

/** What to pull. An option whose value is undefined counts as absent. */
export interface PullOptions {
  /** The environments. Default: all. */
  readonly envs?: readonly Env[] | undefined;
  /** The regions. Default: all. */
  readonly regions?: readonly Region[] | undefined;
  /** The teams. Default: all. */
  readonly team_id?: Uuid[] | undefined;
  /** The provider. Default: all. */
  readonly provider?: ListProvider | undefined;
  /** Aborts the reading. It then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

/** A variable that the config of `pull` refers to. */
export interface PulledVariable {
  /** The name of the variable, such as `PRODUCTION_US_CLINIC_NORTH_STRAVA_CLIENT_SECRET`. */
  readonly name: string;
  /** The path of the reference in the config, such as `credentials[0].client_secret`. */
  readonly path: string;
}

/** A stored credential that is not in the config of `pull`. */
export interface Omitted {
  /** The environment of the credential. */
  readonly env: Env;
  /** The region of the credential. */
  readonly region: Region;
  /** The team of the credential. */
  readonly team_id: Uuid;
  /** The provider of the credential. */
  readonly provider: string;
  /** The id of the credential. */
  readonly id: Uuid;
  /** Why a config cannot express it. */
  readonly reason: string;
}

/** A config for what is stored. */
export interface Pulled {
  /** The config. Each secret is a reference to a variable. */
  readonly config: PlanConfig;
  /** The variables to set, in the order of the config. */
  readonly variables: PulledVariable[];
  /** What a config cannot express. */
  readonly omitted: Omitted[];
}

/**
 * Writes a config for what is stored, to adopt it. It contains no secret: set the variables, then plan with
 * `unverified: "trust"`.
 *
 * ```ts
 * const { config, variables, omitted } = await pull(junction, { envs: ["production"] });
 * ```
 *
 * @param junction The client of the organisation.
 * @param options Default: everything.
 * @throws {PartialListingError} If something could not be read.
 */
export async function pull(junction: JunctionManagement, options: PullOptions = {}): Promise<Pulled> {
  await load();
  requireOptions(options, "pull");
  const { envs, regions, team_id, provider, signal } = options;
  const call: CallOptions = { signal };
  const listing = junction.everywhere({ envs, regions }).list({ team_id, provider }, call);
  const stored = await listing.toArray();
  const teams = await readTeams(junction, false, signal);

  const writer = new Writer(teams, junction.settings.allowUnknownProviders ?? false);
  // Of several of the same team and provider, the last one counts, as for `plan`.
  const last = new Map(stored.map((one) => [storedKey(one), one]));
  for (const one of sorted(stored)) writer.add(one, last.get(storedKey(one)) === one);
  return writer.result;
}

function sorted(stored: readonly ScopedCredential[]): ScopedCredential[] {
  const sortable = stored.map((one) => ({ one, key: storedKey(one) }));
  sortable.sort((a, b) => (a.key < b.key ? -1 : Number(a.key > b.key)));
  return sortable.map(({ one }) => one);
}

class Writer {
  readonly #teams: TeamDirectory;
  readonly #allowUnknownProviders: boolean;
  readonly #names = new UniqueNames();
  readonly #credentials: ConfigEntry[] = [];
  readonly #variables: PulledVariable[] = [];
  readonly #omitted: Omitted[] = [];

  constructor(teams: TeamDirectory, allowUnknownProviders: boolean) {
    this.#teams = teams;
    this.#allowUnknownProviders = allowUnknownProviders;
  }

  get result(): Pulled {
    return {
      config: { credentials: this.#credentials },
      variables: this.#variables,
      omitted: this.#omitted,
    };
  }

  add(stored: ScopedCredential, isOnly: boolean): void {
    const { env, region, credential } = stored;
    const { id, team_id, source } = credential;
    const draft = new Draft(credential);
    const reason = isOnly
      ? (this.#problemOfTeam(stored) ?? draft.problem ?? this.#problemOf({ env, region, ...draft.body("?") }))
      : "expected one credential for each team and provider, but there are several";
    if (reason !== undefined) {
      this.#omitted.push({ env, region, team_id, provider: source, id, reason });
      return;
    }
    const index = this.#credentials.length;
    const team = this.#teams.withId(team_id);
    const isUnique = team !== undefined && typeof this.#teams.find(team.name) !== "string";
    const owner = (team && identifier(team.name)) ?? team_id.slice(0, 8).toUpperCase();
    const prefix = [env, region, owner, source].map((part) => identifier(part) ?? "PROVIDER").join("_");
    const body = draft.body((path) => {
      const keys = path.filter((key) => typeof key === "string" && key !== "details");
      const name = this.#names.of(`${prefix}_${identifier(pathOf(keys)) ?? "DETAILS"}`);
      this.#variables.push({ name, path: pathOf(["credentials", index, ...path]) });
      return { env: name };
    });
    const { team_id: _, ...rest } = body;
    // The types of an entry depend on its provider, which is any that the rules accept.
    const entry = { env, region, ...(isUnique ? { team: team.name } : { team_id }), ...rest };
    this.#credentials.push(entry as unknown as ConfigEntry);
  }

  /** Returns why an entry could not name the team of a credential. */
  #problemOfTeam({ credential }: ScopedCredential): string | undefined {
    const isListed = !this.#teams.isKnown || this.#teams.withId(credential.team_id) !== undefined;
    return isListed ? undefined : "its team is not in the listing of teams";
  }

  /** Returns what is wrong in an entry. */
  #problemOf(entry: object): string | undefined {
    const issues = issuesOf(
      configIssues(JSON.stringify({ credentials: [entry] }), this.#allowUnknownProviders),
    );
    if (issues.length === 0) return undefined;
    return issues
      .map(({ path, message }) => `\`${path.replace(/^credentials\[0\]\.?/, "")}\`: ${message}`)
      .join("; ");
  }
}

/** The body of `set` that stores what is stored. */
class Draft {
  readonly #credential: ClientFacingTeamProviderCredentials;
  /** Why it cannot be expressed. */
  problem: string | undefined;

  constructor(credential: ClientFacingTeamProviderCredentials) {
    this.#credential = credential;
    this.body("?");
  }

  /** @param reference In place of each secret. A function receives the path in the entry. */
  body(reference: string | ((path: readonly Step[]) => object)): Record<string, unknown> {
    const { team_id, source, client_id, client_secret_hash, redirect_url_override, details } =
      this.#credential;
    const at = (...path: Step[]) => (typeof reference === "string" ? reference : reference(path));
    return {
      team_id,
      provider: source,
      ...(client_id != null && { client_id }),
      ...(client_secret_hash && { client_secret: at("client_secret") }),
      ...(redirect_url_override != null && { redirect_url_override }),
      ...(details != null && { details: this.#copy(details, ["details"], at) }),
    };
  }

  #copy(value: unknown, path: readonly Step[], at: (...path: Step[]) => unknown): unknown {
    if (Array.isArray(value)) return value.map((item, index) => this.#copy(item, [...path, index], at));
    if (typeof value === "object" && value !== null) {
      const members = Object.entries(value).map(([key, inner]) => [
        key,
        this.#copy(inner, [...path, key], at),
      ]);
      return Object.fromEntries(members);
    }
    if (value === null || typeof value === "boolean" || !isReferable(["credentials", 0, ...path]))
      return value;
    if (typeof value === "string" && value !== "") return at(...path);
    this.problem = `\`${pathOf(path)}\`: expected a text that is not empty, in place of which a reference can be`;
    return value;
  }
}

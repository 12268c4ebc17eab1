/** The types of a config: what teams should have. */

import type {
  Env,
  JsonObject,
  Region,
  SetProvider,
  SetTeamCustomCredentialsBody,
  TeamReference,
  Uuid,
} from "../index.js";
import type { SecretKey } from "../secret-keys.js";

/**
 * Where a value comes from, in place of the value itself: an environment variable, a file, or in code a sync or async
 * function. A byte order mark and one line break at the end of a file are dropped.
 */
export type Reference =
  | {
      /** The name of an environment variable. */
      readonly env: string;
    }
  | {
      /** The path of a file in UTF-8, relative to the folder of the config. */
      readonly file: string;
    }
  | (() => string | Promise<string>);

/** The same type, with references where secrets are. */
export type Referable<Type> = {
  [Key in keyof Type]: Key extends SecretKey | "client_id"
    ? Type[Key] | (Extract<Type[Key], string> extends never ? never : Reference)
    : ReferableValue<Type[Key]>;
};

type ReferableValue<Value> = Value extends JsonObject
  ? string extends keyof Value
    ? Value
    : Referable<Value>
  : Value extends readonly unknown[]
    ? Value
    : Value extends object
      ? Referable<Value>
      : Value;

/** The team of an entry: its id, or a reference to it as in `teams.find`. */
export type EntryTeam =
  | {
      /** The id of the team. */
      team_id: Uuid;
      /** Must be absent. */
      team?: never;
    }
  | {
      /** The name of the team, or the id that your own system has for it. Compared exactly, as by `teams.find`. */
      team: TeamReference;
      /** Must be absent. */
      team_id?: never;
    };

/** The environment and region of an entry. */
export interface EntryScope {
  /** The environment of the credential: `"production"` or `"sandbox"`. */
  env: Env;
  /** The region of the team. Default: as the API lists it. */
  region?: Region;
}

type EntryFor<Body> = Body extends unknown
  ? EntryScope & EntryTeam & Referable<Omit<Body, "team_id">>
  : never;

/**
 * A credential that a team should have: the body of `set`, with references where secrets are. A change sends the whole
 * entry, so what it leaves out is removed. `client_secret: null` removes the stored secret.
 */
export type ConfigEntry = EntryFor<SetTeamCustomCredentialsBody>;

/** Where credentials that the config does not have may be deleted. */
export interface PruneBound {
  /** The environment. */
  env: Env;
  /** The region. */
  region: Region;
  /** The teams. Default: all. An empty list matches none. */
  teams?: readonly TeamReference[];
  /** The providers. Default: all that `set` accepts. An empty list matches none. */
  providers?: readonly SetProvider[];
}

/** What teams should have. */
export interface PlanConfig {
  /** The credentials. */
  credentials: readonly ConfigEntry[];
  /** Where credentials that the config does not have may be deleted, with the option `prune`. Default: nowhere. */
  prune?: readonly PruneBound[];
  /** The JSON Schema of the config, for editors. It is ignored. */
  $schema?: string;
}

/**
 * Returns a config unchanged. Use it for the completion and the errors of your editor.
 *
 * ```ts
 * const config = defineConfig({
 *   credentials: [
 *     {
 *       env: "production",
 *       team: "Clinic North",
 *       provider: "strava",
 *       client_id: "12345",
 *       client_secret: { env: "STRAVA_SECRET" },
 *     },
 *   ],
 * });
 * ```
 *
 * @param config What teams should have.
 */
export function defineConfig(config: PlanConfig): PlanConfig {
  return config;
}

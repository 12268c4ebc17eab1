/** What `set` takes: the API's body, narrowed to what each provider asks for. */

import type {
  DetailsByProvider,
  FreestyleLibre,
  RequiredDetailsByProvider,
  SetProvider,
  UpsertTeamCustomCredentialsBody,
} from "./core/junction_credentials.js";

type Common = Omit<UpsertTeamCustomCredentialsBody, "provider" | "details">;

/** Details of any of the shapes that this version knows. */
export type KnownDetails =
  | DetailsByProvider[keyof DetailsByProvider][number]
  | RequiredDetailsByProvider[keyof RequiredDetailsByProvider];

type WithOwnDetails = {
  [Provider in keyof DetailsByProvider]: Common & {
    provider: Provider;
    details?: DetailsByProvider[Provider][number] | null;
  };
}[keyof DetailsByProvider];

type WithRequiredDetails = {
  [Provider in keyof RequiredDetailsByProvider]: Common & {
    provider: Provider;
    details: RequiredDetailsByProvider[Provider];
  };
}[keyof RequiredDetailsByProvider];

type WithClientIdOnly = Pick<Common, "team_id"> & {
  provider: FreestyleLibre;
  /** The LibreView practice id. */
  client_id: string;
  client_secret?: never;
  details?: never;
  redirect_url_override?: never;
};

type WithAnyDetails = Common & {
  provider: Exclude<SetProvider, keyof DetailsByProvider | keyof RequiredDetailsByProvider | FreestyleLibre>;
  details?: KnownDetails | null;
};

/**
 * A credential to set. `provider` decides which `details` may stand beside it: `fitbit` takes those of Fitbit and
 * no others, `google_health` needs its own, `freestyle_libre` takes a `client_id` and nothing else, and a provider
 * without details of its own takes any of the known shapes, or none.
 */
export type SetTeamCustomCredentialsBody =
  | WithOwnDetails
  | WithRequiredDetails
  | WithClientIdOnly
  | WithAnyDetails;

/** What `set` takes: the API's body, narrowed to what each provider asks for. */

import type {
  DetailsByProvider,
  FreestyleLibre,
  RequiredDetailsByProvider,
  SetProvider,
  UpsertTeamCustomCredentialsBody,
} from "./core/junction_credentials.js";

/** Details of any of the shapes that this version knows. */
export type KnownDetails =
  | DetailsByProvider[keyof DetailsByProvider][number]
  | RequiredDetailsByProvider[keyof RequiredDetailsByProvider];

type Common = Omit<UpsertTeamCustomCredentialsBody, "provider" | "details">;

/** The body for one of some providers, whose details may be left out. */
export interface BodyFor<Provider extends SetProvider, Details> extends Common {
  /** The provider that the credential is for. It decides which `details` may stand beside it. */
  provider: Provider;
  /** What this provider needs beside id and secret. */
  details?: Details | null;
}

/** The body for one of some providers that need details. */
export interface BodyWithDetailsFor<Provider extends SetProvider, Details>
  extends BodyFor<Provider, Details> {
  /** What this provider needs beside id and secret. Its credential is of no use without. */
  details: Details;
}

/** The body for `freestyle_libre`, which takes a `client_id` and nothing else. */
export interface BodyByClientId extends Pick<Common, "team_id"> {
  /** The provider that the credential is for. It takes a `client_id` and nothing else. */
  provider: FreestyleLibre;
  /** The LibreView practice id. */
  client_id: string;
  client_secret?: never;
  details?: never;
  redirect_url_override?: never;
}

type WithOwnDetails = {
  [Provider in keyof DetailsByProvider]: BodyFor<Provider, DetailsByProvider[Provider][number]>;
}[keyof DetailsByProvider];

type WithRequiredDetails = {
  [Provider in keyof RequiredDetailsByProvider]: BodyWithDetailsFor<
    Provider,
    RequiredDetailsByProvider[Provider]
  >;
}[keyof RequiredDetailsByProvider];

type WithAnyDetails = BodyFor<
  Exclude<SetProvider, keyof DetailsByProvider | keyof RequiredDetailsByProvider | FreestyleLibre>,
  KnownDetails
>;

/**
 * A credential to set. `provider` decides which `details` may stand beside it: `fitbit` takes those of Fitbit and
 * no others, `google_health` needs its own, `freestyle_libre` takes a `client_id` and nothing else, and a provider
 * without details of its own takes any of the known shapes, or none.
 */
export type SetTeamCustomCredentialsBody =
  | WithOwnDetails
  | WithRequiredDetails
  | BodyByClientId
  | WithAnyDetails;

/**
 * The same bodies, for an editor to guide a caller through: a body of the second kind cannot be written.
 *
 * Where not every body of a union has a field, TypeScript compares it with the provider's own body instead of with all
 * of them at once, so that an error stands at the wrong field rather than at the whole argument; and it does not take a
 * field that is still to be written for a missing one, so that providers which need that field are offered too.
 */
export type Guided<Body> = Body | { provider: never };

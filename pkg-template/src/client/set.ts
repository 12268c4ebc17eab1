/** What `set` takes: the API's body, narrowed to what each provider asks for. */

import type {
  DetailsByProvider,
  FreestyleLibre,
  RequiredDetailsByProvider,
  SetProvider,
  UpsertTeamCustomCredentialsBody,
} from "../core/junction_credentials.js";

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
  /** Must be absent. */
  client_secret?: never;
  /** Must be absent. */
  details?: never;
  /** Must be absent. */
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
 * A body as `set` takes it. The second alternative exists for editors alone: no value has its type.
 *
 * With it TypeScript compares an argument with the body of the provider that it names, instead of with all bodies at
 * once. So an error is reported at the wrong field, and editors offer providers whose required fields are not written yet.
 */
export type Guided<Body> =
  | Body
  | {
      /** No value. */
      provider: never;
    };

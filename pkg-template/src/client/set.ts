/** The body of `set`: the body of the API, narrowed to what each provider accepts. */

import type {
  DetailsByProvider,
  FreestyleLibre,
  RequiredDetailsByProvider,
  SetProvider,
  UpsertTeamCustomCredentialsBody,
} from "../core/junction_credentials.js";

/**
 * A type of the API as requests accept it: with the known values of each enum. Responses may also contain values that
 * this version does not know.
 */
export type Strict<Type> = { [Key in keyof Type]: StrictValue<Type[Key]> };

type StrictValue<Value> = [Value] extends [string | null | undefined]
  ? [Extract<Listed<Value>, string>] extends [never]
    ? Value
    : Listed<Value>
  : Value extends object
    ? Strict<Value>
    : Value;

/** The members of a union, without those that accept any string. */
type Listed<Union> = Union extends unknown ? (string extends Union ? never : Union) : never;

/** The strict form of a type. It is the type itself if that is as strict, so that messages of the compiler name it. */
type Accepted<Type> = Type extends Strict<Type> ? Type : Strict<Type>;

/** Details of any shape that this version knows. */
export type KnownDetails =
  | DetailsByProvider[keyof DetailsByProvider][number]
  | RequiredDetailsByProvider[keyof RequiredDetailsByProvider];

type Common = Omit<UpsertTeamCustomCredentialsBody, "provider" | "details">;

/** The body for providers whose details are optional. */
export interface BodyFor<Provider extends SetProvider, Details> extends Common {
  /** The provider of the credential. It decides which `details` are accepted. */
  provider: Provider;
  /** The values that this provider requires in addition to id and secret. Default: none. */
  details?: Details | null;
}

/** The body for providers that require details. */
export interface BodyWithDetailsFor<Provider extends SetProvider, Details>
  extends BodyFor<Provider, Details> {
  /** The values that this provider requires in addition to id and secret. The credential does not work without them. */
  details: Details;
}

/** The body for `freestyle_libre`, which accepts only a `client_id`. */
export interface BodyByClientId extends Pick<Common, "team_id"> {
  /** The provider of the credential. It accepts only a `client_id`. */
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
  [Provider in keyof DetailsByProvider]: BodyFor<Provider, Accepted<DetailsByProvider[Provider][number]>>;
}[keyof DetailsByProvider];

type WithRequiredDetails = {
  [Provider in keyof RequiredDetailsByProvider]: BodyWithDetailsFor<
    Provider,
    Accepted<RequiredDetailsByProvider[Provider]>
  >;
}[keyof RequiredDetailsByProvider];

type WithAnyDetails = BodyFor<
  Exclude<SetProvider, keyof DetailsByProvider | keyof RequiredDetailsByProvider | FreestyleLibre>,
  Accepted<KnownDetails>
>;

/**
 * A credential to set. `provider` decides which `details` are accepted: `fitbit` accepts only its own, `google_health`
 * requires its own, and `freestyle_libre` accepts only a `client_id`. A provider without its own details accepts any
 * known shape, or none.
 */
export type SetTeamCustomCredentialsBody =
  | WithOwnDetails
  | WithRequiredDetails
  | BodyByClientId
  | WithAnyDetails;

/**
 * A body that `set` accepts. The second alternative only helps editors: no value has its type.
 *
 * With it, TypeScript compares an argument with the body of the provider that it names, instead of with all bodies at
 * once. Errors are therefore reported at the wrong field, and editors offer all providers even while required fields
 * are missing.
 */
export type Guided<Body> =
  | Body
  | {
      /** No value has this type. */
      provider: never;
    };

/** Narrowing the shapes of `details`. */

import {
  type BillingMethod,
  type BillingType,
  type BioReferenceProviderDetails,
  type ClientFacingTeamProviderCredentials,
  type CredentialOf,
  type Details,
  type DetailsOf,
  type DisallowedBillingStates,
  type FitbitMetadata,
  type FitbitTeamProviderDetails,
  type GetLabsTeamProviderDetails,
  type GoogleFitTeamProviderDetails,
  type GoogleHealthTeamProviderDetails,
  hasDetails,
  type KnownDetails,
  type LabCorpTeamProviderDetails,
  type LabcorpProviderDetails,
  type MyFitnessPalV2TeamProviderDetails,
  type Open,
  type PhlebFindersTeamProviderDetails,
  type PolarTeamProviderDetails,
  type ProviderWithDetails,
  type QuestProviderDetails,
  type schemas,
  type UnrecognizedDetails,
} from "junction-credentials";
import { expectType, some } from "./expect-type.js";

const credential = some<ClientFacingTeamProviderCredentials>();
const details = some<Details>();

expectType<KnownDetails | UnrecognizedDetails>()(details);

// A shape is identified by a key that no other has. The rest is unrecognised.
if ("fitbit" in details) expectType<FitbitTeamProviderDetails>()(details);
else if ("redirect_uri" in details) expectType<GoogleFitTeamProviderDetails>()(details);
else if ("project_number" in details) expectType<GoogleHealthTeamProviderDetails>()(details);
else if ("bioreference" in details) expectType<BioReferenceProviderDetails>()(details);
else if ("labcorp" in details) expectType<LabCorpTeamProviderDetails>()(details);
else if ("quest" in details) expectType<QuestProviderDetails>()(details);
else if ("webhook_secret" in details) expectType<PolarTeamProviderDetails>()(details);
else if ("getlabs" in details) expectType<GetLabsTeamProviderDetails>()(details);
else if ("phlebfinders" in details) expectType<PhlebFindersTeamProviderDetails>()(details);
else if ("sending_facility" in details) expectType<LabcorpProviderDetails>()(details);
else if ("client" in details) expectType<MyFitnessPalV2TeamProviderDetails>()(details);
const held = some<FitbitTeamProviderDetails | UnrecognizedDetails>();
if (!("fitbit" in held)) expectType<UnrecognizedDetails>()(held);

// This is so for every shape: each has a schema, and a required key that no other shape has.
type ShapeName = Extract<keyof typeof schemas, `${string}ProviderDetails`>;
type ShapeOf<Name extends ShapeName> = Name extends unknown
  ? ReturnType<(typeof schemas)[Name]["parseJson"]>
  : never;
type KeyOf<Shape> = Shape extends unknown ? keyof Shape : never;
type RequiredKeyOf<Shape> = {
  [Key in keyof Shape]-?: Partial<Pick<Shape, Key>> extends Pick<Shape, Key> ? never : Key;
}[keyof Shape];
type OwnKeyOf<Name extends ShapeName> = Name extends unknown
  ? Exclude<RequiredKeyOf<ShapeOf<Name>>, KeyOf<ShapeOf<Exclude<ShapeName, Name>>>>
  : never;
type Ambiguous<Name extends ShapeName> = Name extends unknown
  ? [OwnKeyOf<Name>] extends [never]
    ? Name
    : never
  : never;
expectType<KnownDetails>()(some<ShapeOf<ShapeName>>());
expectType<"fitbit">()(some<OwnKeyOf<"FitbitTeamProviderDetails">>());
expectType<"labcorp">()(some<OwnKeyOf<"LabCorpTeamProviderDetails">>());
expectType<never>()(some<Ambiguous<ShapeName>>());

// Details may be absent or null.
if (credential.details && "fitbit" in credential.details) {
  expectType<FitbitMetadata>()(credential.details.fitbit);
  expectType<string>()(credential.details.fitbit.workout_verify_token);
  expectType<string | null | undefined>()(credential.details.fitbit.foods_verify_token);
}
// @ts-expect-error Null has no keys.
console.log("fitbit" in credential.details);

// Properties are only accessible after narrowing.
// @ts-expect-error Some shapes do not have it.
console.log(details.fitbit);
// @ts-expect-error There is no index signature.
console.log(details[some<string>()]);
const unrecognized = some<UnrecognizedDetails>();
// @ts-expect-error Unrecognised details have no index signature, because it would prevent narrowing with `in`.
console.log(unrecognized.tomorrow);
unrecognized satisfies object;

// Values that the API does not describe are unknown.
const { quest } = some<QuestProviderDetails>();
expectType<unknown>()(quest.anything);
// @ts-expect-error It may be something else.
quest.anything satisfies string;

// Enums that the API extends are open within the shapes, too.
const { labcorp } = some<LabCorpTeamProviderDetails>();
expectType<Open<BillingMethod>>()(labcorp.billing_method);
expectType<Open<BillingType>[] | null | undefined>()(some<LabcorpProviderDetails>().allowed_billing_types);
expectType<string[] | undefined>()(some<DisallowedBillingStates>().client_bill);

// Narrows details and source by their provider.
if (hasDetails(credential, "fitbit")) {
  expectType<CredentialOf<"fitbit">>()(credential);
  expectType<"fitbit">()(credential.source);
  expectType<FitbitTeamProviderDetails>()(credential.details);
  expectType<string | null | undefined>()(credential.client_id);
  credential satisfies ClientFacingTeamProviderCredentials;
} else {
  expectType<ClientFacingTeamProviderCredentials>()(credential);
}
if (hasDetails(credential, "google_health"))
  expectType<GoogleHealthTeamProviderDetails>()(credential.details);
if (hasDetails(credential, "labcorp")) {
  expectType<LabCorpTeamProviderDetails | LabcorpProviderDetails>()(credential.details);
  if ("labcorp" in credential.details) expectType<LabCorpTeamProviderDetails>()(credential.details);
  else expectType<LabcorpProviderDetails>()(credential.details);
}
expectType<KnownDetails>()(some<DetailsOf<ProviderWithDetails>>());
expectType<MyFitnessPalV2TeamProviderDetails>()(some<DetailsOf<"my_fitness_pal_v2">>());
some<ClientFacingTeamProviderCredentials[]>()
  .filter((one) => hasDetails(one, "polar"))
  .every((one) => one.id);
hasDetails(
  credential,
  // @ts-expect-error This provider does not have its own details.
  "oura",
);
hasDetails(
  // @ts-expect-error The argument is the credential, not its details.
  credential.details,
  "fitbit",
);
// @ts-expect-error It may have no details.
some<ClientFacingTeamProviderCredentials>() satisfies CredentialOf<"fitbit">;

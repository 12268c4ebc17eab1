/** What is known of an answer, and what is left open since the API grows. */

import {
  type ClientFacingTeamProviderCredentials,
  type CustomCredentialsResponse,
  type Details,
  type KnownSource,
  redact,
  type SetTeamCustomCredentialsBody,
  type Source,
} from "junction-credentials";
import { expectType, some } from "./expect-type.js";

const credential = some<ClientFacingTeamProviderCredentials>();
const { source } = credential;

// A source is one that is known, or any other string.
expectType<Source>()(source);
expectType<KnownSource | (string & {})>()(source);
"a provider of tomorrow" satisfies Source;
some<string>() satisfies Source;
some<KnownSource>() satisfies Source;
source satisfies string;
// @ts-expect-error It need not be known.
source satisfies KnownSource;
// @ts-expect-error It is a string.
console.log(source === 1);
switch (source) {
  case "fitbit":
    expectType<"fitbit" | (string & {})>()(source);
    break;
  // @ts-expect-error A number is none.
  case 2:
    break;
  default:
    // @ts-expect-error There are always others.
    source satisfies never;
}

// Null differs from absent, and both may be.
expectType<string | null | undefined>()(credential.client_id);
expectType<string | null | undefined>()(credential.client_secret_hash);
expectType<string | null | undefined>()(credential.app_url);
expectType<string | null | undefined>()(credential.redirect_url_override);
expectType<Details | null | undefined>()(credential.details);
expectType<string>()(credential.id);
expectType<string>()(credential.team_id);
// Nothing is converted: dates are as the API writes them.
expectType<string>()(credential.created_at);
expectType<string>()(credential.updated_at);
// @ts-expect-error The secret itself never comes back.
console.log(credential.client_secret);
// @ts-expect-error Nothing is renamed either.
console.log(credential.teamId);

// A copy to be logged is of the same type.
expectType<ClientFacingTeamProviderCredentials>()(redact(credential));
expectType<CustomCredentialsResponse>()(redact(some<CustomCredentialsResponse>()));
expectType<SetTeamCustomCredentialsBody>()(redact(some<SetTeamCustomCredentialsBody>()));
expectType<Details | null | undefined>()(redact(credential.details));

/** The types of responses, which allow for values that the API may add. */

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

// A source is a known one or any other string.
expectType<Source>()(source);
expectType<KnownSource | (string & {})>()(source);
"a provider of tomorrow" satisfies Source;
some<string>() satisfies Source;
some<KnownSource>() satisfies Source;
source satisfies string;
// @ts-expect-error It may be unknown.
source satisfies KnownSource;
// @ts-expect-error It is a string.
console.log(source === 1);
switch (source) {
  case "fitbit":
    expectType<"fitbit" | (string & {})>()(source);
    break;
  // @ts-expect-error A number is not a source.
  case 2:
    break;
  default:
    // @ts-expect-error There may be unknown sources.
    source satisfies never;
}

// Null differs from absent, and both are possible.
expectType<string | null | undefined>()(credential.client_id);
expectType<string | null | undefined>()(credential.client_secret_hash);
expectType<string | null | undefined>()(credential.app_url);
expectType<string | null | undefined>()(credential.redirect_url_override);
expectType<Details | null | undefined>()(credential.details);
expectType<string>()(credential.id);
expectType<string>()(credential.team_id);
// Nothing is converted: dates are strings, as the API sends them.
expectType<string>()(credential.created_at);
expectType<string>()(credential.updated_at);
// @ts-expect-error The secret is never returned.
console.log(credential.client_secret);
// @ts-expect-error Nothing is renamed.
console.log(credential.teamId);

// A redacted copy has the same type.
expectType<ClientFacingTeamProviderCredentials>()(redact(credential));
expectType<CustomCredentialsResponse>()(redact(some<CustomCredentialsResponse>()));
expectType<SetTeamCustomCredentialsBody>()(redact(some<SetTeamCustomCredentialsBody>()));
expectType<Details | null | undefined>()(redact(credential.details));

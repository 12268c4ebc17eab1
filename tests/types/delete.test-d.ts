/** The arguments and the result of `delete`. */

import type {
  ClientFacingTeamProviderCredentials,
  DeleteTeamCustomCredentialsResponse,
  TeamCustomCredentials,
} from "junction-credentials";
import { expectType, some } from "./expect-type.js";

const credentials = some<TeamCustomCredentials>();
const credential = some<ClientFacingTeamProviderCredentials>();

// A list of ids, which may be read-only.
credentials.delete([credential.id]);
credentials.delete(some<readonly string[]>());
credentials.delete(["a", "b"] as const, { timeoutMs: 1000 });
// @ts-expect-error A single id must be in a list.
credentials.delete(credential.id);
// @ts-expect-error Ids of credentials, not credentials.
credentials.delete([credential]);
// @ts-expect-error Deleting everything by default would be dangerous.
credentials.delete();

// The result for each id.
const outcome = await credentials.delete([credential.id]);
expectType<DeleteTeamCustomCredentialsResponse>()(outcome);
expectType<"success" | "failure" | "not_found">()(some<keyof typeof outcome>());
expectType<string[]>()(outcome.failure);
// @ts-expect-error Named as in the API: not_found.
console.log(outcome.notFound);

/** What `delete` takes and tells. */

import type {
  ClientFacingTeamProviderCredentials,
  DeleteTeamCustomCredentialsResponse,
  TeamCustomCredentials,
} from "junction-credentials";
import { expectType, some } from "./expect-type.js";

const credentials = some<TeamCustomCredentials>();
const credential = some<ClientFacingTeamProviderCredentials>();

// Ids, in a list that nobody changes.
credentials.delete([credential.id]);
credentials.delete(some<readonly string[]>());
credentials.delete(["a", "b"] as const, { timeoutMs: 1000 });
// @ts-expect-error One id is a list of one.
credentials.delete(credential.id);
// @ts-expect-error The ids of the credentials, not the credentials.
credentials.delete([credential]);
// @ts-expect-error All of them would be a mistake.
credentials.delete();

// What became of each.
const outcome = await credentials.delete([credential.id]);
expectType<DeleteTeamCustomCredentialsResponse>()(outcome);
expectType<"success" | "failure" | "not_found">()(some<keyof typeof outcome>());
expectType<string[]>()(outcome.failure);
// @ts-expect-error As the API writes it: not_found.
console.log(outcome.notFound);

/** The arguments of `list`, and the ways to read a listing. */

import {
  type ClientFacingTeamProviderCredentials,
  type CredentialPager,
  type CustomCredentialsResponse,
  type Labs,
  type ListProvider,
  type ListTeamCustomCredentialsQuery,
  type OAuthProviders,
  oauthProviders,
  type TeamCustomCredentials,
} from "junction-credentials";
import { expectType, some } from "./expect-type.js";

const credentials = some<TeamCustomCredentials>();
const team_id = some<string>();

// Filters.
expectType<OAuthProviders | Labs | "freestyle_libre">()(some<ListProvider>());
expectType<CredentialPager>()(credentials.list());
credentials.list({ team_id: [team_id], provider: "fitbit", next_cursor: "c" });
const team_ids: readonly string[] = [team_id];
credentials.list({ team_id: team_ids });
credentials.list({ team_id: null, provider: null, next_cursor: null });
credentials.list({ team_id: undefined, provider: undefined, next_cursor: undefined });
credentials.list(undefined, { timeoutMs: 1000 });
credentials.list(some<ListTeamCustomCredentialsQuery>());
credentials.list({ provider: "freestyle_libre" });
credentials.list({ provider: "sonora_quest" });
for (const provider of oauthProviders) credentials.list({ provider });
credentials.list({
  // @ts-expect-error Listings cannot be filtered by a carrier.
  provider: "shippo",
});
credentials.list({
  // @ts-expect-error This provider uses Junction's own application.
  provider: "peloton",
});
credentials.list({
  // @ts-expect-error A single team must be in a list.
  team_id,
});
credentials.list({
  team_id: [
    team_id,
    // @ts-expect-error The id of a team is a string.
    2,
  ],
});
credentials.list({
  // @ts-expect-error A cursor is a string.
  next_cursor: 2,
});
credentials.list({
  // @ts-expect-error Named as in the API: team_id.
  teamId: [team_id],
});

// Awaiting it returns the first page.
const pager = credentials.list();
expectType<CustomCredentialsResponse>()(await pager);
pager satisfies PromiseLike<CustomCredentialsResponse>;
expectType<Promise<number>>()(pager.then((page) => page.credentials.length));
expectType<[CustomCredentialsResponse, CustomCredentialsResponse]>()(await Promise.all([pager, pager]));
expectType<Promise<CustomCredentialsResponse | "failed">>()(pager.catch(() => "failed" as const));
expectType<Promise<CustomCredentialsResponse>>()(pager.catch());
expectType<Promise<CustomCredentialsResponse>>()(pager.catch(null));
pager.catch((error: Error) => error.message);
pager.then(null, (error: Error) => error.message);
expectType<Promise<CustomCredentialsResponse>>()(pager.finally(() => {}));
expectType<Promise<CustomCredentialsResponse>>()(pager.finally(null));
// @ts-expect-error It is not a promise: a promise would have sent the request already.
pager satisfies Promise<CustomCredentialsResponse>;

// Iterating it returns every credential.
pager satisfies AsyncIterable<ClientFacingTeamProviderCredentials>;
for await (const credential of pager) expectType<ClientFacingTeamProviderCredentials>()(credential);
// @ts-expect-error Iteration is asynchronous.
for (const credential of pager) console.log(credential);

const items = pager[Symbol.asyncIterator]();
expectType<AsyncGenerator<ClientFacingTeamProviderCredentials, void, undefined>>()(items);
expectType<IteratorResult<ClientFacingTeamProviderCredentials, void>>()(await items.next());
expectType<IteratorResult<ClientFacingTeamProviderCredentials, void>>()(await items.return());
expectType<IteratorResult<ClientFacingTeamProviderCredentials, void>>()(
  await items.throw(new Error("enough")),
);

// By pages.
expectType<AsyncGenerator<CustomCredentialsResponse, void, undefined>>()(pager.pages());
for await (const page of pager.pages()) {
  expectType<ClientFacingTeamProviderCredentials[]>()(page.credentials);
  expectType<string | null | undefined>()(page.next_cursor);
}

// In one array.
expectType<Promise<ClientFacingTeamProviderCredentials[]>>()(pager.toArray());
pager.toArray({ limit: 1000 });
pager.toArray({ limit: undefined });
pager.toArray({
  // @ts-expect-error The limit is a number.
  limit: "1000",
});
pager.toArray({
  // @ts-expect-error The option is called limit.
  max: 1000,
});

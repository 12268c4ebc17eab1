/** The credentials of all scopes, in the cache of queries as their pages arrive. */

import { type QueryClient, type QueryFunctionContext, useQuery } from "@tanstack/react-query";
import { isJunctionError, type JunctionError, redact, type ScopedCredential } from "junction-credentials";
import { isSameScope, type Scope } from "./scopes.ts";
import { junction } from "./server.ts";

/** What is known of the credentials. */
export interface Listing {
  /** The credentials, without secrets. */
  readonly rows: readonly ScopedCredential[];
  /** The scopes that could not be read to their ends. */
  readonly failures: readonly (Scope & { readonly error: JunctionError })[];
  /** Whether every scope was read to its end, or has failed. */
  readonly isComplete: boolean;
}

const queryKey = ["credentials"];

/** Sorting and rendering thousands of rows for every page would take longer than reading them. */
const msBetweenUpdates = 300;

async function readListing({ client, signal }: QueryFunctionContext): Promise<Listing> {
  const before = client.getQueryData<Listing>(queryKey);
  const rows: ScopedCredential[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const publish = () => {
    timer = undefined;
    client.setQueryData<Listing>(queryKey, { rows: [...rows], failures: [], isComplete: false });
  };
  try {
    for await (const found of junction().everywhere().list({}, { signal })) {
      // The server has replaced secrets by stars. The cache has none even behind a server that has not.
      rows.push({ ...found, credential: redact(found.credential) });
      // Rows that were complete once stay until the new ones are. A timer runs after the last row of a page.
      if (!before?.isComplete) timer ??= setTimeout(publish, rows.length === 1 ? 0 : msBetweenUpdates);
    }
    return { rows, failures: [], isComplete: true };
  } catch (error) {
    if (!isJunctionError(error) || error.kind !== "partial") throw error;
    return {
      rows: [...rows, ...keptRows(before, rows, error.failures)],
      failures: error.failures,
      isComplete: true,
    };
  } finally {
    clearTimeout(timer);
  }
}

/** The earlier rows of scopes that have failed now. */
function keptRows(before: Listing | undefined, rows: ScopedCredential[], failures: readonly Scope[]) {
  const read = new Set(rows.map(({ credential }) => credential.id));
  return (before?.rows ?? []).filter(
    (row) => !read.has(row.credential.id) && failures.some((scope) => isSameScope(scope, row)),
  );
}

/** Reads the credentials of all scopes. */
export function useListing() {
  return useQuery<Listing>({
    queryKey,
    queryFn: readListing,
    // A change of the view ends the listing. The next view reads again what was not read to its end.
    staleTime: ({ state }) => (state.data?.isComplete === false ? 0 : Number.POSITIVE_INFINITY),
  });
}

/** Removes deleted credentials from the cache. */
export function forgetRows(client: QueryClient, ids: ReadonlySet<string>): void {
  client.setQueryData<Listing>(
    queryKey,
    (listing) =>
      listing && { ...listing, rows: listing.rows.filter(({ credential }) => !ids.has(credential.id)) },
  );
  // The view that sets credentials stays on the page, and may show one of them.
  void client.resetQueries({ queryKey: ["stored"] });
  readChangedAgain(client);
}

/** Puts a credential that was set into the cache, in place of the one that it replaces. */
export function rememberRow(client: QueryClient, { credential, ...scope }: ScopedCredential): void {
  client.setQueryData<Listing>(queryKey, (listing) => {
    if (!listing) return listing;
    const others = listing.rows.filter((row) => row.credential.id !== credential.id);
    return { ...listing, rows: [...others, { ...scope, credential: redact(credential) }] };
  });
  readChangedAgain(client);
}

/** Reads again what a change has made out of date. */
function readChangedAgain(client: QueryClient): void {
  void client.invalidateQueries({ queryKey: ["plan"] });
  // A listing that began before the change may lack it.
  if (client.isFetching({ queryKey }) > 0) void client.invalidateQueries({ queryKey });
}

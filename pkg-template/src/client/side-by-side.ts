/** Reads the listings of several environments and regions at the same time. */

import type { ClientFacingTeamProviderCredentials, Scope } from "../core/junction_credentials.js";
import { isJunctionError, PartialListingError, type ScopeFailure } from "../errors/classes.js";
import { reasonOf, requireSignal } from "../host/signal.js";
import type { Source } from "./iterator.js";

/** A credential with its environment and region. */
export interface ScopedCredential extends Scope {
  /** The credential. */
  readonly credential: ClientFacingTeamProviderCredentials;
}

type Listing = Source<ClientFacingTeamProviderCredentials>;

/** A scope that is being read. */
interface Reading {
  readonly scope: Scope;
  readonly listing: Listing;
  /** The first credential of the page that arrived last. */
  first?: ScopedCredential;
}

/**
 * The credentials of several scopes. A page is handed out whole before the next page of any scope, so at most two pages
 * of each scope are in memory.
 *
 * @param signal Aborts the whole listing. Not validated yet.
 * @param list Returns the listing of a scope.
 */
export function sideBySide(
  scopes: readonly Scope[],
  concurrency: number,
  signal: AbortSignal | undefined,
  list: (scope: Scope) => Listing,
): Source<ScopedCredential> & { failures(): ScopeFailure[] } {
  /** The scopes that are not read yet. */
  const waiting = [...scopes];
  const running = new Set<Reading>();
  /** The scopes with a page that is not handed out yet. */
  const arrived: Reading[] = [];
  const errors = new Map<Scope, ScopeFailure["error"]>();
  /** The scope whose page is being handed out. */
  let current: Reading | undefined;
  /** An error that ends the whole listing. */
  let fatal: { readonly error: unknown } | undefined;
  let wake = () => {};

  /** Waits for the next page of a scope. */
  const advance = async (reading: Reading): Promise<void> => {
    const { scope, listing } = reading;
    try {
      const credential = await listing.take();
      if (credential) {
        reading.first = { ...scope, credential };
        arrived.push(reading);
      } else running.delete(reading);
    } catch (error) {
      running.delete(reading);
      if (isOfScope(error)) errors.set(scope, error);
      else fatal ??= { error };
    }
    wake();
  };

  /** What failed so far, in the order of the scopes. */
  const failures = () =>
    scopes.flatMap((scope) => {
      const error = errors.get(scope);
      return error ? [{ ...scope, error }] : [];
    });

  return {
    failures,
    ready() {
      const credential = current?.listing.ready?.();
      return current && credential && { ...current.scope, credential };
    },
    async take() {
      if (current) advance(current);
      for (;;) {
        const caller = requireSignal(signal);
        if (caller?.aborted) throw reasonOf(caller);
        if (fatal) throw fatal.error;
        for (const scope of waiting.splice(0, concurrency - running.size)) {
          const reading = { scope, listing: list(scope) };
          running.add(reading);
          advance(reading);
        }
        current = arrived.shift();
        if (current) return current.first;
        if (running.size === 0) {
          if (errors.size > 0) throw new PartialListingError(failures());
          return undefined;
        }
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
    stop() {
      for (const { listing } of running) listing.stop();
      running.clear();
      waiting.length = arrived.length = 0;
      wake();
    },
  };
}

/**
 * Whether the other scopes can still be read. An invalid argument is invalid in every scope. An error that is not of this
 * package belongs to a framework.
 */
function isOfScope(error: unknown): error is ScopeFailure["error"] {
  if (!isJunctionError(error)) return false;
  return error.kind !== "request" || error.issues.every(({ path }) => path === "managementKey");
}

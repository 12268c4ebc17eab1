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

/** The listing of a scope. */
interface Reading {
  readonly scope: Scope;
  readonly listing: Listing;
}

/**
 * The credentials of several scopes. A page is handed out whole before the next page of any scope, so at most two pages
 * of each scope are in memory.
 */
export class SideBySide implements Source<ScopedCredential> {
  readonly #concurrency: number;
  readonly #signal: AbortSignal | undefined;
  readonly #list: (scope: Scope) => Listing;
  /** The scopes that are not read yet. */
  readonly #waiting: Scope[];
  readonly #running = new Set<Reading>();
  /** The first credential of each page that has arrived and is not handed out yet. */
  readonly #arrived: (ScopedCredential & { readonly reading: Reading })[] = [];
  readonly #failures: ScopeFailure[] = [];
  /** The listing whose page is being handed out. */
  #current: Reading | undefined;
  /** An error that ends the whole listing. */
  #fatal: { readonly error: unknown } | undefined;
  #wake = () => {};

  /**
   * @param signal Aborts the whole listing. Not validated yet.
   * @param list Returns the listing of a scope.
   */
  constructor(
    scopes: readonly Scope[],
    concurrency: number,
    signal: AbortSignal | undefined,
    list: (scope: Scope) => Listing,
  ) {
    this.#waiting = [...scopes];
    this.#concurrency = concurrency;
    this.#signal = signal;
    this.#list = list;
  }

  ready(): ScopedCredential | undefined {
    const credential = this.#current?.listing.ready?.();
    return credential && { ...(this.#current as Reading).scope, credential };
  }

  async take(): Promise<ScopedCredential | undefined> {
    if (this.#current) this.#advance(this.#current);
    this.#current = undefined;
    for (;;) {
      const caller = requireSignal(this.#signal);
      if (caller?.aborted) throw reasonOf(caller);
      if (this.#fatal) throw this.#fatal.error;
      while (this.#running.size < this.#concurrency) {
        const scope = this.#waiting.shift();
        if (!scope) break;
        const reading = { scope, listing: this.#list(scope) };
        this.#running.add(reading);
        this.#advance(reading);
      }
      const arrived = this.#arrived.shift();
      if (arrived) {
        const { reading, ...first } = arrived;
        this.#current = reading;
        return first;
      }
      if (this.#running.size === 0) {
        if (this.#failures.length > 0) throw new PartialListingError(this.#failures);
        return undefined;
      }
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  stop(): void {
    for (const { listing } of this.#running) listing.stop();
    this.#running.clear();
    this.#waiting.length = this.#arrived.length = 0;
    this.#wake();
  }

  /** Waits for the next page of a scope. */
  async #advance(reading: Reading): Promise<void> {
    const { scope, listing } = reading;
    try {
      const credential = await listing.take();
      if (credential) this.#arrived.push({ ...scope, credential, reading });
      else this.#running.delete(reading);
    } catch (error) {
      this.#running.delete(reading);
      if (isOfScope(error)) this.#failures.push({ ...scope, error });
      else this.#fatal ??= { error };
    }
    this.#wake();
  }
}

/**
 * Whether the other scopes can still be read. An invalid argument is invalid in every scope. An error that is not of this
 * package belongs to a framework.
 */
function isOfScope(error: unknown): error is ScopeFailure["error"] {
  if (!isJunctionError(error)) return false;
  return error.kind !== "request" || error.issues.every(({ path }) => path === "managementKey");
}

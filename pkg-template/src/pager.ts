/** The listing of credentials: its first page, all its pages, or all its items. */

import type {
  ClientFacingTeamProviderCredentials,
  CustomCredentialsResponse,
} from "./core/junction_credentials.js";
import { PaginationError } from "./errors.js";
import { requestError } from "./failure.js";
import { onAbort } from "./signal.js";

/** Asks for one page: the first one, or the one behind a cursor. */
type AskForPage = (
  cursor: string | undefined,
  signal: AbortSignal | undefined,
) => Promise<CustomCredentialsResponse>;

/**
 * A listing. It asks for nothing until it is read, in one of four ways:
 *
 * ```ts
 * for await (const credential of credentials.list()) console.log(credential.source);
 * for await (const page of credentials.list().pages()) console.log(page.credentials.length);
 * const all = await credentials.list().toArray({ limit: 1000 });
 * const first = await credentials.list();                     // the first page alone
 * ```
 *
 * While you work on a page the next one is already on its way: from its second credential on, or as soon as `pages()`
 * has handed it out. When you stop reading, what is on its way is aborted.
 */
export class CredentialPager
  implements PromiseLike<CustomCredentialsResponse>, AsyncIterable<ClientFacingTeamProviderCredentials>
{
  readonly #ask: AskForPage;
  readonly #start: string | undefined;
  readonly #signal: AbortSignal | undefined;
  #first: Promise<CustomCredentialsResponse> | undefined;

  /** @internal */
  constructor(ask: AskForPage, start: string | undefined, signal: AbortSignal | undefined) {
    this.#ask = ask;
    this.#start = start;
    this.#signal = signal;
  }

  /** Waits for the first page. It is asked for once, however often this is awaited.
   *
   * @param onFulfilled What to do with the page.
   * @param onRejected What to do with what the call ended with.
   */
  // biome-ignore lint/suspicious/noThenProperty: a listing is a promise of its first page.
  then<Fulfilled = CustomCredentialsResponse, Rejected = never>(
    onFulfilled?: ((page: CustomCredentialsResponse) => Fulfilled | PromiseLike<Fulfilled>) | null,
    onRejected?: ((reason: unknown) => Rejected | PromiseLike<Rejected>) | null,
  ): Promise<Fulfilled | Rejected> {
    this.#first ??= this.#ask(this.#start, this.#signal);
    return this.#first.then(onFulfilled, onRejected);
  }

  /**
   * Gives every credential, of all pages.
   *
   * @throws {PaginationError} When a cursor comes again, and whatever a call can end with.
   */
  [Symbol.asyncIterator](): AsyncGenerator<ClientFacingTeamProviderCredentials, void, undefined> {
    return this.#items(Number.POSITIVE_INFINITY);
  }

  /**
   * Gives every page, empty ones included.
   *
   * @throws {PaginationError} When a cursor comes again, and whatever a call can end with.
   */
  async *pages(): AsyncGenerator<CustomCredentialsResponse, void, undefined> {
    const walk = new Walk(this.#ask, this.#start, this.#signal);
    try {
      for (let page = await walk.next(); page !== undefined; page = await walk.next()) {
        walk.prefetch();
        yield page;
      }
    } finally {
      walk.abandon();
    }
  }

  /**
   * Gives every credential in one array.
   *
   * @param options May be left out.
   * @param options.limit How many at most. All of them by default.
   * @throws {PaginationError} When a cursor comes again, and whatever a call can end with.
   */
  async toArray(options?: { limit?: number | undefined }): Promise<ClientFacingTeamProviderCredentials[]> {
    const { limit = Number.POSITIVE_INFINITY } = options ?? {};
    if (typeof limit !== "number" || !(limit >= 0)) {
      throw requestError("limit", "expected a number that is not negative");
    }
    const all: ClientFacingTeamProviderCredentials[] = [];
    for await (const credential of this.#items(Math.floor(limit))) all.push(credential);
    return all;
  }

  async *#items(limit: number): AsyncGenerator<ClientFacingTeamProviderCredentials, void, undefined> {
    if (limit === 0) return;
    const walk = new Walk(this.#ask, this.#start, this.#signal);
    let rest = limit;
    try {
      for (let page = await walk.next(); page !== undefined; page = await walk.next()) {
        const goesOn = rest > page.credentials.length;
        for (const [index, credential] of page.credentials.entries()) {
          // Not before the second: who wants the first one only is not to ask for two pages.
          if (index === 1 && goesOn) walk.prefetch();
          yield credential;
          rest -= 1;
          if (rest === 0) return;
        }
      }
    } finally {
      walk.abandon();
    }
  }
}

/** One way through the pages of a listing. */
class Walk {
  readonly #ask: AskForPage;
  readonly #signal: AbortSignal | undefined;
  readonly #seen = new Set<string>();
  /** Where the next page begins. Undefined for the first page, null behind the last. */
  #cursor: string | undefined | null;
  #onItsWay: PageOnItsWay | undefined;

  constructor(ask: AskForPage, start: string | undefined, signal: AbortSignal | undefined) {
    this.#ask = ask;
    this.#signal = signal;
    this.#cursor = start;
  }

  /** Waits for the next page. Undefined behind the last one. */
  async next(): Promise<CustomCredentialsResponse | undefined> {
    // A page that has come already is not for a caller who has aborted.
    if (this.#signal?.aborted === true) throw this.#signal.reason;
    if (this.#isRepeated(this.#cursor)) throw new PaginationError(this.#cursor);
    if (this.#cursor === null) return undefined;
    const page = await (this.#onItsWay?.page ?? this.#ask(this.#cursor, this.#signal));
    this.#onItsWay = undefined;
    if (typeof this.#cursor === "string") this.#seen.add(this.#cursor);
    // An empty cursor would lead back to the first page.
    this.#cursor = page.next_cursor || null;
    return page;
  }

  /** Asks for the next page ahead, if there is one and it is not on its way. */
  prefetch(): void {
    if (this.#cursor === null || this.#onItsWay !== undefined || this.#isRepeated(this.#cursor)) return;
    this.#onItsWay = new PageOnItsWay(this.#ask, this.#cursor, this.#signal);
  }

  /** Aborts what nobody will read. */
  abandon(): void {
    this.#onItsWay?.abort();
  }

  #isRepeated(cursor: string | undefined | null): cursor is string {
    return typeof cursor === "string" && this.#seen.has(cursor);
  }
}

/** A page that was asked for ahead, and may be aborted without aborting all that the caller's signal stands for. */
class PageOnItsWay {
  readonly page: Promise<CustomCredentialsResponse>;
  readonly #controller = new AbortController();

  constructor(ask: AskForPage, cursor: string | undefined, signal: AbortSignal | undefined) {
    const forward = () => this.#controller.abort(signal?.reason);
    if (signal?.aborted) forward();
    const leave = signal && onAbort(signal, forward);
    this.page = ask(cursor, this.#controller.signal).finally(leave);
    // If nobody reads this page, its failure is nobody's.
    this.page.catch(() => {});
  }

  abort(): void {
    this.#controller.abort();
  }
}

/** Listings: the first page, all pages, or all items. */

import { requestError } from "../errors/request-error.js";
import { type Listing, readItems, readPages } from "./walk.js";

/**
 * Returns the maximum number of items.
 *
 * @throws {RequestError} If it is negative or not a number.
 */
export function requireLimit(limit = Number.POSITIVE_INFINITY): number {
  if (typeof limit === "number" && limit >= 0) return Math.floor(limit);
  throw requestError("limit", "expected a number of at least 0");
}

/** A listing whose pages contain items. It sends nothing until you read it. */
export class Pager<
  Page extends {
    /** The cursor of the next page. On the last page it is absent, null or empty. */
    readonly next_cursor?: string | null;
  },
  Item,
> implements PromiseLike<Page>, AsyncIterable<Item>
{
  readonly #listing: Listing<Page, Item>;
  #first: Promise<Page> | undefined;

  /** @internal */
  constructor(listing: Listing<Page, Item>) {
    this.#listing = listing;
  }

  /**
   * Waits for the first page. It is requested once, even if you await it several times.
   *
   * @param onFulfilled Called with the page.
   * @param onRejected Called with the error of the call.
   */
  // biome-ignore lint/suspicious/noThenProperty: awaiting a listing gives its first page.
  then<Fulfilled = Page, Rejected = never>(
    onFulfilled?: ((page: Page) => Fulfilled | PromiseLike<Fulfilled>) | null,
    // biome-ignore lint/suspicious/noExplicitAny: the type of `Promise.then`.
    onRejected?: ((reason: any) => Rejected | PromiseLike<Rejected>) | null,
  ): Promise<Fulfilled | Rejected> {
    return this.#firstPage().then(onFulfilled, onRejected);
  }

  /**
   * Waits for the first page, as `then()` does, and handles an error.
   *
   * @param onRejected Called with the error of the call.
   */
  catch<Rejected = never>(
    // biome-ignore lint/suspicious/noExplicitAny: the type of `Promise.catch`.
    onRejected?: ((reason: any) => Rejected | PromiseLike<Rejected>) | null,
  ): Promise<Page | Rejected> {
    return this.#firstPage().catch(onRejected);
  }

  /**
   * Waits for the first page, as `then()` does, and returns it or its error unchanged.
   *
   * @param onFinally Called without arguments after success or failure.
   */
  finally(onFinally?: (() => void) | null): Promise<Page> {
    return this.#firstPage().finally(onFinally);
  }

  /**
   * Iterates over the items of all pages. `return()` aborts a request in flight without waiting for it. A pending
   * `next()` then resolves with `{ done: true }`.
   *
   * @throws {PaginationError} If the API returns a cursor that was used before. Every other error of a call is also
   *   thrown.
   */
  [Symbol.asyncIterator](): AsyncGenerator<Item, void, undefined> {
    return readItems(this.#listing, Number.POSITIVE_INFINITY);
  }

  /**
   * Iterates over all pages, including empty ones. `return()` aborts a request in flight without waiting for it. A
   * pending `next()` then resolves with `{ done: true }`.
   *
   * @throws {PaginationError} If the API returns a cursor that was used before. Every other error of a call is also
   *   thrown.
   */
  pages(): AsyncGenerator<Page, void, undefined> {
    return readPages(this.#listing);
  }

  /**
   * Returns the items of all pages in one array.
   *
   * @param options Optional.
   * @param options.limit The maximum number of items. A fraction is rounded down. Default: no limit.
   * @throws {RequestError} If the limit is negative or not a number.
   * @throws {PaginationError} If the API returns a cursor that was used before. Every other error of a call is also
   *   thrown.
   */
  async toArray(options?: { limit?: number | undefined }): Promise<Item[]> {
    const all: Item[] = [];
    for await (const item of readItems(this.#listing, requireLimit(options?.limit))) all.push(item);
    return all;
  }

  #firstPage(): Promise<Page> {
    const { ask, start, signal } = this.#listing;
    this.#first ??= ask(start, signal);
    return this.#first;
  }
}

/** Listings: the first page, all pages, or all items. */

import { requestError } from "../errors/request-error.js";
import { type Listing, readItems, readPages } from "./walk.js";

/** A listing of pages that have items. It sends nothing until it is read. */
export class Pager<Page, Item> implements PromiseLike<Page>, AsyncIterable<Item> {
  readonly #listing: Listing<Page, Item>;
  #first: Promise<Page> | undefined;

  /** @internal */
  constructor(listing: Listing<Page, Item>) {
    this.#listing = listing;
  }

  /**
   * Waits for the first page. It is requested once, however often this is awaited.
   *
   * @param onFulfilled Called with the page.
   * @param onRejected Called with what the call ended with.
   */
  // biome-ignore lint/suspicious/noThenProperty: a listing is a promise of its first page.
  then<Fulfilled = Page, Rejected = never>(
    onFulfilled?: ((page: Page) => Fulfilled | PromiseLike<Fulfilled>) | null,
    // biome-ignore lint/suspicious/noExplicitAny: as a promise has it.
    onRejected?: ((reason: any) => Rejected | PromiseLike<Rejected>) | null,
  ): Promise<Fulfilled | Rejected> {
    return this.#firstPage().then(onFulfilled, onRejected);
  }

  /**
   * Waits for the first page, as `then()` does, and handles its failure.
   *
   * @param onRejected Called with what the call ended with.
   */
  catch<Rejected = never>(
    // biome-ignore lint/suspicious/noExplicitAny: as a promise has it.
    onRejected?: ((reason: any) => Rejected | PromiseLike<Rejected>) | null,
  ): Promise<Page | Rejected> {
    return this.#firstPage().catch(onRejected);
  }

  /**
   * Waits for the first page, as `then()` does, and passes on what became of it.
   *
   * @param onFinally Called without arguments, after success and failure alike.
   */
  finally(onFinally?: (() => void) | null): Promise<Page> {
    return this.#firstPage().finally(onFinally);
  }

  /**
   * Gives every item, of all pages. `return()` aborts a page that is in flight, and does not wait for it: a `next()`
   * that still waits gives `{ done: true }`.
   *
   * @throws {PaginationError} When a cursor comes again, and whatever a call can end with.
   */
  [Symbol.asyncIterator](): AsyncGenerator<Item, void, undefined> {
    return readItems(this.#listing, Number.POSITIVE_INFINITY);
  }

  /**
   * Gives every page, empty ones included. `return()` aborts a page that is in flight, and does not wait for it: a
   * `next()` that still waits gives `{ done: true }`.
   *
   * @throws {PaginationError} When a cursor comes again, and whatever a call can end with.
   */
  pages(): AsyncGenerator<Page, void, undefined> {
    return readPages(this.#listing);
  }

  /**
   * Gives every item in one array.
   *
   * @param options May be left out.
   * @param options.limit How many at most. All of them by default.
   * @throws {PaginationError} When a cursor comes again, and whatever a call can end with.
   */
  async toArray(options?: { limit?: number | undefined }): Promise<Item[]> {
    const { limit = Number.POSITIVE_INFINITY } = options ?? {};
    if (typeof limit !== "number" || !(limit >= 0)) {
      throw requestError("limit", "expected a number that is not negative");
    }
    const all: Item[] = [];
    for await (const item of readItems(this.#listing, Math.floor(limit))) all.push(item);
    return all;
  }

  #firstPage(): Promise<Page> {
    const { ask, start, signal } = this.#listing;
    this.#first ??= ask(start, signal);
    return this.#first;
  }
}

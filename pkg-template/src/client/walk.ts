/** Reads the pages of a listing, whatever their items are. */

import { PaginationError } from "../errors/classes.js";
import { onAbort, reasonOf, requireSignal, type Signal } from "../host/signal.js";
import { AbortableIterator, type Source } from "./iterator.js";

/** Requests one page: the first one, or the one that a cursor refers to. */
export type AskForPage<Page> = (cursor: string | undefined, signal: AbortSignal | undefined) => Promise<Page>;

/** A listing whose pages contain items. */
export interface Listing<Page extends Paged, Item> {
  readonly ask: AskForPage<Page>;
  /** The cursor of the first page to read. Undefined to read from the beginning. */
  readonly start: string | undefined;
  /** Aborts every page. Not validated yet. */
  readonly signal: AbortSignal | undefined;
  readonly itemsOf: (page: Page) => readonly Item[];
}

/** A page of any listing. */
export interface Paged {
  /** The cursor of the next page. On the last page it is absent, null or empty. */
  readonly next_cursor?: string | null;
}

/** Reads a listing page by page. As soon as a page is returned, the next one is requested. */
export function readPages<Page extends Paged>(
  listing: Listing<Page, unknown>,
): AsyncGenerator<Page, void, undefined> {
  const walk = new Walk(listing);
  return new AbortableIterator<Page>({
    async take() {
      const page = await walk.next();
      walk.prefetch();
      return page;
    },
    stop: () => walk.abandon(),
  });
}

/** Reads a listing item by item, at most `limit` items. */
export function readItems<Page extends Paged, Item>(
  listing: Listing<Page, Item>,
  limit: number,
): AsyncGenerator<Item, void, undefined> {
  return new AbortableIterator(items(listing, limit));
}

/** The items of a listing, at most `limit`. The next page is requested with the second item of a page. */
export function items<Page extends Paged, Item>(
  listing: Listing<Page, Item>,
  limit = Number.POSITIVE_INFINITY,
): Source<Item> {
  const walk = new Walk(listing);
  let page: readonly Item[] = [];
  let index = 0;
  let rest = limit;
  const ready = (): Item | undefined => {
    if (rest === 0 || index === page.length) return undefined;
    // Not before the second item: a caller who wants only the first item must not cause two requests.
    if (index === 1 && rest >= page.length) walk.prefetch();
    rest -= 1;
    index += 1;
    return page[index - 1];
  };
  return {
    ready,
    async take() {
      for (;;) {
        const item = ready();
        if (item !== undefined || rest === 0) return item;
        const next = await walk.next();
        if (next === undefined) return undefined;
        page = listing.itemsOf(next);
        index = 0;
      }
    },
    stop: () => walk.abandon(),
  };
}

class Walk<Page extends Paged> {
  readonly #listing: Listing<Page, unknown>;
  readonly #seen = new Set<string>();
  /** The cursor of the next page. Undefined for the first page, null after the last one. */
  #cursor: string | undefined | null;
  #inFlight: PageInFlight<Page> | undefined;

  constructor(listing: Listing<Page, unknown>) {
    this.#listing = listing;
    this.#cursor = listing.start;
  }

  /** Waits for the next page. Resolves with undefined after the last page and after `abandon()`. */
  async next(): Promise<Page | undefined> {
    const { signal } = this.#listing;
    const caller = requireSignal(signal);
    // After an abort by the caller, a page that has already arrived is not returned.
    if (caller?.aborted) throw reasonOf(caller);
    const cursor = this.#cursor;
    if (this.#isRepeated(cursor)) throw new PaginationError(cursor);
    if (cursor === null) return undefined;
    const page = await this.#request(cursor).page;
    this.#inFlight = undefined;
    if (typeof cursor === "string") this.#seen.add(cursor);
    // `abandon()` was called in the meantime.
    if (this.#cursor === null) return undefined;
    // An empty cursor would lead back to the first page.
    this.#cursor = page.next_cursor || null;
    return page;
  }

  /** Starts the request of the next page, if there is one and it is not in flight. */
  prefetch(): void {
    const cursor = this.#cursor;
    if (cursor !== null && !this.#isRepeated(cursor)) this.#request(cursor);
  }

  /** Aborts the request in flight, whose page will not be read, and ends the walk. */
  abandon(): void {
    this.#cursor = null;
    this.#inFlight?.abort();
  }

  #request(cursor: string | undefined): PageInFlight<Page> {
    const { ask, signal } = this.#listing;
    this.#inFlight ??= new PageInFlight(ask, cursor, requireSignal(signal));
    return this.#inFlight;
  }

  #isRepeated(cursor: string | undefined | null): cursor is string {
    return typeof cursor === "string" && this.#seen.has(cursor);
  }
}

/** The request of one page. It can be aborted without aborting anything else that uses the caller's signal. */
class PageInFlight<Page> {
  readonly page: Promise<Page>;
  readonly #controller = new AbortController();
  readonly #stopListening: (() => void) | undefined;

  constructor(ask: AskForPage<Page>, cursor: string | undefined, caller: Signal | undefined) {
    const forward = () => this.#controller.abort(reasonOf(caller));
    if (caller?.aborted) forward();
    this.#stopListening = caller && onAbort(caller, forward);
    this.page = ask(cursor, this.#controller.signal).finally(this.#stopListening);
    // If the page is never read, its rejection would be unhandled.
    this.page.catch(() => {});
  }

  abort(): void {
    this.#stopListening?.();
    this.#controller.abort();
  }
}

// Divides a list into pages, with cursors that stay valid while the list changes.

import { digest } from "./digest.js";

/** One page, and the cursor of the next one. */
export interface Page<Item> {
  readonly items: Item[];
  readonly next_cursor: string | null;
}

/** The pages of one list. */
export class Pages<Item extends object> {
  readonly #items: readonly Item[];
  // An item keeps its place when others before it are removed, so that no page skips an item.
  readonly #places = new WeakMap<Item, number>();
  #lastPlace = 0;
  readonly #cursors = new Map<string, number>();

  /** @param items The list. It may change at any time. */
  constructor(items: readonly Item[]) {
    this.#items = items;
  }

  /**
   * Returns the page after a cursor, or the first page. Undefined if this object did not create the cursor.
   *
   * @param isWanted Whether an item is on any page.
   * @param size The maximum number of items.
   */
  after(cursor: string | undefined, isWanted: (item: Item) => boolean, size: number): Page<Item> | undefined {
    const after = cursor === undefined ? 0 : this.#cursors.get(cursor);
    if (after === undefined) return undefined;

    const rest = this.#placed()
      .filter(({ item, place }) => place > after && isWanted(item))
      .sort((a, b) => a.place - b.place);
    const page = rest.slice(0, size);
    const last = page.at(-1);
    return {
      items: page.map(({ item }) => item),
      next_cursor: last && rest.length > size ? this.#cursorAfter(last.place) : null,
    };
  }

  /** Gives an item the place of the one that it is about to replace in the list. */
  replace(before: Item, item: Item): void {
    // Items that no page has contained yet have no place, and receive theirs in the order of the list.
    this.#placed();
    this.#places.set(item, this.#placeOf(before));
  }

  #placed(): { item: Item; place: number }[] {
    return this.#items.map((item) => ({ item, place: this.#placeOf(item) }));
  }

  /** Returns the place of an item. A new item receives the next place. */
  #placeOf(item: Item): number {
    const place = this.#places.get(item) ?? this.#lastPlace + 1;
    this.#places.set(item, place);
    this.#lastPlace = Math.max(this.#lastPlace, place);
    return place;
  }

  #cursorAfter(place: number): string {
    // The cursor begins with "++//" and ends with "==". A client that does not encode its query breaks it.
    const cursor = btoa(`\xfb\xef\xff${digest(`place ${place}`).slice(0, 16)}`);
    this.#cursors.set(cursor, place);
    return cursor;
  }
}

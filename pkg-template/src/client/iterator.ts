/** An async iterator whose `return()` stops at once. That of an async generator waits for a pending `next()`. */

// `Symbol.asyncDispose` stands in the declarations, and a project need not know it otherwise.
/// <reference lib="esnext.disposable" preserve="true" />

/** As compilers of `await using` look it up where the runtime does not know it. */
const asyncDispose: typeof Symbol.asyncDispose = Symbol.asyncDispose ?? Symbol.for("Symbol.asyncDispose");

/** Where an iterator takes its values from. No value is undefined. */
export interface Source<Value> {
  /** Gives the next value if there is no need to wait for it. */
  ready?(): Value | undefined;
  /** Waits for the next value. Gives undefined after the last one. */
  take(): Promise<Value | undefined>;
  /** Aborts what is in flight. Called when the iterator ends, for whatever reason. */
  stop(): void;
}

/**
 * Calls of `next()` are answered in their order. Each asks the source in its own async context: the source is called
 * by the function that the caller called, or by a continuation of it.
 */
export class AbortableIterator<Value> implements AsyncGenerator<Value, void, undefined> {
  readonly #source: Source<Value>;
  /** Ends each call of `next()` that waits, in their order. */
  readonly #waiting = new Set<(over: IteratorResult<Value, void>) => void>();
  /** Is fulfilled once the last call of `next()` has been answered. */
  #last: Promise<unknown> | undefined;
  #isOver = false;

  constructor(source: Source<Value>) {
    this.#source = source;
  }

  next(): Promise<IteratorResult<Value, void>> {
    const isFirst = this.#waiting.size === 0;
    if (isFirst && !this.#isOver) {
      const value = this.#source.ready?.();
      if (value !== undefined) return Promise.resolve({ done: false, value });
    }
    return new Promise((resolve, reject) => {
      const answer = this.#answer(isFirst ? undefined : this.#last);
      this.#waiting.add(resolve);
      this.#last = answer.finally(() => this.#waiting.delete(resolve)).then(resolve, reject);
    });
  }

  /** Calls of `next()` that still wait give `{ done: true }`, and what they wait for is aborted. */
  async return(value?: void | PromiseLike<void>): Promise<IteratorResult<Value, void>> {
    this.#giveUp();
    return { done: true, value: await value };
  }

  /** As `return()`, but rejects with the error. */
  async throw(error: unknown): Promise<IteratorResult<Value, void>> {
    this.#giveUp();
    throw error;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async [asyncDispose](): Promise<void> {
    this.#giveUp();
  }

  async #answer(before: Promise<unknown> | undefined): Promise<IteratorResult<Value, void>> {
    if (before !== undefined) await before;
    if (this.#isOver) return over();
    try {
      const value = await this.#source.take();
      if (value !== undefined) return { done: false, value };
    } catch (thrown) {
      this.#end();
      throw thrown;
    }
    this.#end();
    return over();
  }

  #giveUp(): void {
    this.#end();
    for (const resolve of this.#waiting) resolve(over());
    this.#waiting.clear();
  }

  #end(): void {
    this.#isOver = true;
    this.#source.stop();
  }
}

function over(): IteratorReturnResult<void> {
  return { done: true, value: undefined };
}

// Catches errors of calls, and collects every text in an error.

import { RequestError } from "junction-credentials";

/** Returns what a call throws, synchronously or asynchronously. */
export async function thrownBy(call: () => unknown): Promise<unknown> {
  try {
    await call();
  } catch (thrown) {
    return thrown;
  }
  throw new Error("nothing was thrown");
}

/** Returns what a call throws, which must be of one class. */
export async function errorOf<E>(type: new (...args: never[]) => E, call: () => unknown): Promise<E> {
  const thrown = await thrownBy(call);
  if (thrown instanceof type) return thrown;
  throw new Error(`expected ${type.name}, but this was thrown: ${String(thrown)}`, { cause: thrown });
}

/** Returns the paths of all invalid arguments of a call. */
export async function wrongPaths(call: () => unknown): Promise<string[]> {
  const { issues } = await errorOf(RequestError, call);
  return issues.map(({ path }) => path);
}

/** Returns every text in an error, including hidden properties and causes. */
export function everythingIn(error: unknown): string {
  const seen = new Set<unknown>();
  const texts: string[] = [String(error), JSON.stringify(error)];
  const visit = (value: unknown): void => {
    if (typeof value !== "object" || value === null) {
      texts.push(String(value));
      return;
    }
    if (seen.has(value)) return;
    seen.add(value);
    for (const key of Reflect.ownKeys(value)) {
      texts.push(String(key));
      visit(Reflect.get(value, key));
    }
  };
  visit(error);
  return texts.join("\n");
}

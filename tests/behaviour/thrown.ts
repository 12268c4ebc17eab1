// What a call throws, and everything that can be read off an error.

import { RequestError } from "junction-credentials";

/** Waits for what a call throws, at once or later. */
export async function thrownBy(call: () => unknown): Promise<unknown> {
  try {
    await call();
  } catch (thrown) {
    return thrown;
  }
  throw new Error("nothing was thrown");
}

/** Waits for what a call throws, which has to be of one class. */
export async function errorOf<E>(type: new (...args: never[]) => E, call: () => unknown): Promise<E> {
  const thrown = await thrownBy(call);
  if (thrown instanceof type) return thrown;
  throw new Error(`expected ${type.name}, but this was thrown: ${String(thrown)}`, { cause: thrown });
}

/** The paths of all that a call finds wrong with its arguments. */
export async function wrongPaths(call: () => unknown): Promise<string[]> {
  const { issues } = await errorOf(RequestError, call);
  return issues.map(({ path }) => path);
}

/** Every text that an error shows or holds, hidden properties and causes included. */
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

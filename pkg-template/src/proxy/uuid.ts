/** Compares ids, whose letters may be of either case. */

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Returns a UUID in lower case, or undefined for any other value. */
export function lowerUuid(value: unknown): string | undefined {
  const text = typeof value === "string" ? value.toLowerCase() : "";
  return uuid.test(text) ? text : undefined;
}

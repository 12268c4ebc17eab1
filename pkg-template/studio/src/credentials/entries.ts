/** Lists the values of a credential by their paths. */

/** One value. */
export interface Entry {
  /** The path, such as `details.fitbit.is_hr_enabled`. */
  readonly name: string;
  readonly value: string;
  /** Whether it is hidden. */
  readonly isSecret: boolean;
}

/** Returns the values that are not null, at most eight levels deep. */
export function entriesOf(value: unknown, name = "", level = 0): Entry[] {
  if (value === null || value === undefined) return [];
  if (typeof value === "object" && !Array.isArray(value) && level < 8) {
    return Object.entries(value).flatMap(([key, inner]) =>
      entriesOf(inner, name ? `${name}.${key}` : key, level + 1),
    );
  }
  const isList = Array.isArray(value) && value.every((item) => typeof item === "string");
  const text = isList ? value.join(", ") : typeof value === "string" ? value : JSON.stringify(value);
  return [{ name, value: text, isSecret: isList ? value.includes("***") : value === "***" }];
}

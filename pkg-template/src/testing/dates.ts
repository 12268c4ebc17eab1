// Writes dates as the API does.

/** Returns a date as Python's `isoformat()` writes it, with microseconds and a zone. */
export function isoformat(date: Date): string {
  return date.toISOString().replace("Z", "000+00:00");
}

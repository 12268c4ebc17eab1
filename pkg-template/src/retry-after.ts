/** What a `Retry-After` header asks for. */

/** A date as servers write it: `Sun, 06 Nov 1994 08:49:37 GMT`. */
const date = /^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT$/;

/** The milliseconds until the next attempt is wanted: the header has a number of seconds, or a date. */
export function retryAfterMs(header: string | undefined): number | undefined {
  const text = header?.trim() ?? "";
  let ms = Number.NaN;
  if (/^\d+(\.\d+)?$/.test(text)) ms = Number(text) * 1000;
  else if (date.test(text)) ms = Math.max(0, Date.parse(text) - Date.now());
  return Number.isFinite(ms) ? Math.floor(ms) : undefined;
}

// Creates and parses UUIDs, with the spellings and the error messages of pydantic.

const groupLengths = [8, 4, 4, 4, 12];

/** Returns a version 4 UUID from the first 32 hex digits. */
export function uuidFrom(hex: string): string {
  const variant = "89ab".charAt(Number.parseInt(hex.charAt(16), 16) & 3);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join("-");
}

/** Returns a random UUID. */
export function freshUuid(): string {
  // `crypto.randomUUID` is missing on plain http pages; this function is not.
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return uuidFrom([...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join(""));
}

/**
 * Returns a UUID in lower case and with hyphens, or undefined if `text` is not a UUID.
 *
 * Braces, the prefix `urn:uuid:` and 32 digits without hyphens are also accepted.
 */
export function canonicalUuid(text: string): string | undefined {
  const { digits, isBare } = unwrapped(text);
  const hyphenated =
    isBare && digits.length === 32 ? digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-") : digits;
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(hyphenated)
    ? hyphenated.toLowerCase()
    : undefined;
}

/** Returns the error message of pydantic for a text that is not a UUID. */
export function uuidComplaint(text: string): string {
  const { digits, isBare } = unwrapped(text);
  const stranger = /[^0-9a-f-]/iu.exec(digits);
  if (stranger) {
    const offset = digits.length < text.length && text.startsWith("urn") ? "urn:uuid:".length : 0;
    return `invalid character: found \`${stranger[0]}\` at ${stranger.index + offset}`;
  }
  const groups = digits.split("-");
  if (groups.length === 1 && isBare) return `invalid length: found ${digits.length}`;
  if (groups.length !== groupLengths.length) return `invalid group count: expected 5, found ${groups.length}`;
  const group = groups.findIndex((digits, index) => digits.length !== groupLengths[index]);
  return `invalid group length in group ${group}: expected ${groupLengths[group]}, found ${groups[group]?.length}`;
}

function unwrapped(text: string): { digits: string; isBare: boolean } {
  const wrapped = /^\{(.*)\}$/su.exec(text) ?? /^urn:uuid:(.*)$/su.exec(text);
  return wrapped ? { digits: wrapped[1] ?? "", isBare: false } : { digits: text, isBare: true };
}

/** Returns the canonical spelling of a UUID, and any other text unchanged. */
export function sameSpelling(id: string): string {
  return canonicalUuid(id) ?? id;
}

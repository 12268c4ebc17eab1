/** Makes characters visible that would do something to a terminal. */

/** C0, DEL, C1, line separators, and the marks that change the direction of text. */
const controls = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/gu;

/** Replaces control characters and marks of direction by escapes such as `\u{1b}`. */
export function visible(text: string): string {
  return text.replace(controls, (character) => `\\u{${code(character)}}`);
}

/** The same for JSON, whose escapes have four digits. Its own line breaks stay. */
export function visibleJson(json: string): string {
  return json.replace(controls, (character) =>
    character === "\n" ? character : `\\u${code(character).padStart(4, "0")}`,
  );
}

function code(character: string): string {
  return (character.codePointAt(0) ?? 0).toString(16);
}

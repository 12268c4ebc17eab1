/** Names the environment variables of secrets. */

/** Latin letters that have no decomposition. */
const letters: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  Æ: "AE",
  œ: "oe",
  Œ: "OE",
  ø: "o",
  Ø: "O",
  ł: "l",
  Ł: "L",
  đ: "d",
  Đ: "D",
  ð: "d",
  Ð: "D",
  þ: "th",
  Þ: "TH",
};

/** Returns a name in ASCII: `Zoë's Lab` becomes `ZOE_S_LAB`. Undefined if a letter cannot be transliterated. */
export function identifier(text: string): string | undefined {
  const latin = text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[^\0-\x7F]/gu, (letter) => letters[letter] ?? letter);
  if (/[^\0-\x7F]/u.test(latin.replace(/[^\p{L}\p{N}]/gu, ""))) return undefined;
  const name = latin
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, "_")
    .replace(/^_|_$/g, "");
  return name === "" ? undefined : name;
}

/** Names that do not occur twice. */
export class UniqueNames {
  readonly #taken = new Set<string>();

  /** Returns the name, with a number at its end if it is taken. */
  of(name: string): string {
    let unique = name;
    for (let count = 2; this.#taken.has(unique); count += 1) unique = `${name}_${count}`;
    this.#taken.add(unique);
    return unique;
  }
}

// Reads valid JSON, and keeps what `JSON.parse` loses: duplicate keys, and the digits of numbers.

/** An object with all its members in order, including duplicate keys. */
export class Members {
  pairs = [];
}

/** A number as text. */
export class NumberText {
  constructor(text) {
    this.text = text;
  }

  /** Whether the number has no fraction, or is so large that a float cannot have a fraction. */
  isWhole() {
    if (Math.abs(Number(this.text)) >= 2 ** 53) return true;
    const [, whole, fraction = "", exponent = "0"] = /^-?(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/i.exec(this.text);
    const digits = (whole + fraction).replace(/0+$/, "");
    const zeros = whole.length + fraction.length - digits.length;
    return !/[1-9]/.test(digits) || BigInt(exponent) - BigInt(fraction.length) + BigInt(zeros) >= 0n;
  }
}

const token = /[ \n\r\t]*(?:("(?:[^"\\]|\\.)*")|(-?\d[\d.eE+-]*)|(true|false|null)|([[\]{}:,]))/sy;

/** Returns the value of a text that is valid JSON. */
export function read(text) {
  token.lastIndex = 0;
  const next = () => token.exec(text);
  const value = ([, string, number, literal, bracket]) => {
    if (string !== undefined) return JSON.parse(string);
    if (number !== undefined) return new NumberText(number);
    if (literal !== undefined) return JSON.parse(literal);
    return bracket === "[" ? items() : members();
  };
  const items = () => {
    const found = [];
    for (let step = next(); step[4] !== "]"; step = next()) {
      found.push(value(step[4] === "," ? next() : step));
    }
    return found;
  };
  const members = () => {
    const found = new Members();
    for (let step = next(); step[4] !== "}"; step = next()) {
      const [, key] = step[4] === "," ? next() : step;
      next();
      found.pairs.push([JSON.parse(key), value(next())]);
    }
    return found;
  };
  return value(next());
}

/** Returns the nesting depth of arrays and objects in a text. */
export function depthOf(text) {
  let depth = 0;
  let deepest = 0;
  for (const [bracket] of text.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}]/gs)) {
    if (bracket === "[" || bracket === "{") deepest = Math.max(deepest, ++depth);
    else if (bracket === "]" || bracket === "}") depth--;
  }
  return deepest;
}

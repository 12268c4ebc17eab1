// Reads JSON that `JSON.parse` has read already, and keeps what that loses: equal keys, and the digits of numbers.

/** An object with all its members, in their order. */
export class Members {
  pairs = [];
}

/** A number as it is written. */
export class NumberText {
  constructor(text) {
    this.text = text;
  }

  /** Whether it has no fraction as it is written, or is so great that floats have none. */
  isWhole() {
    if (Math.abs(Number(this.text)) >= 2 ** 53) return true;
    const [, whole, fraction = "", exponent = "0"] = /^-?(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/i.exec(this.text);
    const digits = (whole + fraction).replace(/0+$/, "");
    const zeros = whole.length + fraction.length - digits.length;
    return !/[1-9]/.test(digits) || BigInt(exponent) - BigInt(fraction.length) + BigInt(zeros) >= 0n;
  }
}

const token = /[ \n\r\t]*(?:("(?:[^"\\]|\\.)*")|(-?\d[\d.eE+-]*)|(true|false|null)|([[\]{}:,]))/sy;

/** Every value of a text, whose JSON is known to be valid. */
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

/** How deep the arrays and objects of a text nest. */
export function depthOf(text) {
  let depth = 0;
  let deepest = 0;
  for (const [bracket] of text.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}]/gs)) {
    if (bracket === "[" || bracket === "{") deepest = Math.max(deepest, ++depth);
    else if (bracket === "]" || bracket === "}") depth--;
  }
  return deepest;
}

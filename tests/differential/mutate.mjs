// Mutates a document: first its values, keys and white space, then its bytes.

import { corpus } from "./corpus.mjs";

const largest = 1 << 16;
const encoder = new TextEncoder();
const buffer = new Uint8Array(largest);

const token = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|true|false|null|[[\]{}:,]/gs;

/** Returns a text with the positions of its tokens, values and members. */
function indexed([type, text]) {
  const tokens = [...text.matchAll(token)].map(({ 0: { length }, index }) => ({
    start: index,
    end: index + length,
  }));
  const values = [];
  // Members and items, each with its comma if it has one.
  const members = [];
  const keys = [];
  const strings = [];
  let at = 0;
  const is = (sign) => text[tokens[at].start] === sign;
  const value = () => {
    const { start } = tokens[at];
    if (is("{") || is("[")) {
      const closing = is("{") ? "}" : "]";
      at++;
      while (!is(closing)) member(closing === "}");
    } else if (is('"')) {
      strings.push(tokens[at]);
    }
    values.push({ start, end: tokens[at].end });
    at++;
  };
  const member = (hasKey) => {
    const before = tokens[at - 1];
    const { start } = tokens[at];
    if (hasKey) {
      keys.push(tokens[at]);
      at += 2;
    }
    value();
    const whole = text.slice(start, tokens[at - 1].end);
    const hasComma = is(",");
    const end = hasComma ? tokens[at].end : tokens[at - 1].end;
    const isLast = !hasComma && text[before.start] === ",";
    members.push({ start, end, whole, hasKey, removed: isLast ? before.start : start });
    if (hasComma) at++;
  };
  value();
  return { type, text, tokens, values, members, keys, strings };
}

const templates = corpus.map(indexed);
const knownKeys = [
  ...new Set(templates.flatMap(({ text, keys }) => keys.map((key) => text.slice(key.start, key.end)))),
];
const knownStrings = [
  ...new Set(
    templates.flatMap(({ text, strings }) => strings.map(({ start, end }) => text.slice(start, end))),
  ),
];

const scalars = [
  "null",
  "true",
  "false",
  "0",
  "7",
  "-0",
  "[]",
  "{}",
  '""',
  "[null]",
  '{"a":1}',
  '["a"]',
  "[7]",
  "[[],{}]",
];
const torn = [
  "",
  "nul",
  "tru",
  "falsee",
  "01",
  "-",
  "1.",
  ".5",
  "+1",
  "1e",
  "1e+",
  "0x1",
  "NaN",
  "Infinity",
  "'a'",
  '"',
  "undefined",
  "[1,]",
  '{"a":}',
  '{"a"}',
  "{,}",
  "// c",
];
const uuids = [
  "6f1c2a4e-0d3b-4c55-9a51-3f0e7c9d1b22",
  "6F1C2A4E-0D3B-4C55-9A51-3F0E7C9D1B22",
  "6f1c2a4e0d3b4c559a513f0e7c9d1b22",
  "6f1c2a4e-0d3b-4c55-9a51-3f0e7c9d1b2",
  "6f1c2a4e-0d3b-4c55-9a51-3f0e7c9d1b222",
  "6f1c2a4e-0d3b-4c55-9a51-3f0e7c9d1b2g",
];
const dates = [
  "2026-05-01T10:00:00Z",
  "2026-05-01t10:00:00.123456+02:00",
  "2026-05-01T10:00:00",
  "2024-02-29T23:59:59Z",
  "2100-02-29T00:00:00Z",
  "2016-12-31T23:59:60Z",
  "2017-01-01T00:59:60+01:00",
  "2026-05-01T10:00:00.1234567890123456789Z",
  "2026-05-01T10:00:00.Z",
  "2026-05-01T10:00:00-24:00",
  "2026-11-31T10:00:00Z",
];
// Content of strings in addition to plain characters: escapes, characters of each length in UTF-8, and invalid content.
const specials = [
  '\\"',
  "\\\\",
  "\\/",
  "\\n",
  "\\u0041",
  "\\u0000",
  "\\ud83d\\ude00",
  "\\ud800",
  "\\udc00",
  "é",
  "ÿ",
  "\u0800",
  "€",
  "\u2028",
  "\ufeff",
  "\uffff",
  "😀",
  "\x7f",
  "'",
  " ",
];
const forbidden = ["\x00", "\x1f", "\n", "\t", '"', "\\", "\\x", "\\u12", "\\u12g4", "\\U0041", "\\'"];
const plainCharacters = Array.from({ length: 0x5f }, (_, index) => String.fromCharCode(0x20 + index)).filter(
  (sign) => sign !== '"' && sign !== "\\",
);
const blanks = [" ", "\n", "\r", "\t"];
const noBlanks = ["\v", "\f", "\0", "\u00a0", "\u2028", "\ufeff", "\u0085"];
const bytes = [...'{}[]",:\\/ \n\t0123456789.-+eEtrufalsn'].map((sign) => sign.charCodeAt(0));
bytes.push(
  0x00,
  0x1f,
  0x7f,
  0x80,
  0xbf,
  0xc0,
  0xc2,
  0xc3,
  0xa9,
  0xe0,
  0xe2,
  0xed,
  0xa0,
  0xf0,
  0x90,
  0xf4,
  0xf5,
  0xff,
);

/**
 * Yields the type and the bytes of one document after another. The bytes are in a buffer that the next document
 * overwrites.
 */
export function* mutants(random) {
  const of = (list) => list[random(list.length)];
  const oneIn = (count) => random(count) === 0;

  const lengthAroundBlocks = () =>
    oneIn(3) ? random(80) : Math.max(0, of([0, 16, 32, 48, 64]) + random(7) - 3);
  const blank = () => {
    let run = oneIn(2) ? of(blanks) : of(blanks).repeat(random(40));
    if (oneIn(3)) run += of(blanks) + of(blanks);
    return oneIn(12) ? run + of(noBlanks) : run;
  };
  // Characters that need no escape, including those next to characters that do.
  const plain = () => (oneIn(4) ? of(["!", "#", "[", "]", "^", " ", "\x7f"]) : of(plainCharacters));
  const special = () => {
    if (oneIn(24)) return of(forbidden);
    return oneIn(2) ? plain() : of(specials);
  };
  const string = () => {
    let text = plain().repeat(lengthAroundBlocks());
    for (let count = random(5); count > 0; count--) {
      const place = random(text.length + 1);
      text = text.slice(0, place) + special() + text.slice(place);
    }
    return `"${text}"`;
  };
  const digits = (most) => {
    let text = oneIn(3) ? "0".repeat(random(most)) : "";
    for (let count = 1 + random(most); count > 0; count--) text += random(10);
    return text;
  };
  const number = () => {
    const whole = oneIn(2) ? "0" : String(random(1000)) + (oneIn(4) ? digits(18) : "");
    const fraction = oneIn(2) ? "" : `.${oneIn(2) ? "0" : digits(18)}`;
    const exponent = oneIn(2)
      ? ""
      : of(["e", "E"]) + of(["", "-", "+"]) + (oneIn(20) ? digits(4) : random(24));
    return (oneIn(3) ? "-" : "") + whole + fraction + exponent;
  };
  const varied = (text) => {
    if (oneIn(2)) return text;
    const place = random(text.length);
    const sign = of(["0", "9", "a", "f", "G", "g", "-", ":", "/", ".", "Z", "+", "1", "3", " ", "é"]);
    return text.slice(0, place) + sign + text.slice(place + random(2));
  };
  // Escapes a character of a string, which does not change its meaning.
  const escaped = (quoted) => {
    const place = 1 + random(Math.max(1, quoted.length - 2));
    const sign = quoted[place];
    if (quoted.includes("\\") || sign === '"') return quoted;
    const code = sign.charCodeAt(0).toString(16).padStart(4, "0");
    return `${quoted.slice(0, place)}\\u${oneIn(2) ? code : code.toUpperCase()}${quoted.slice(place + 1)}`;
  };
  const deep = () => {
    const depth = oneIn(2) ? 500 + random(20) : random(700);
    return oneIn(2) ? "[".repeat(depth) + "]".repeat(depth) : '{"a":'.repeat(depth) + 7 + "}".repeat(depth);
  };
  const value = () => {
    switch (random(10)) {
      case 0:
        return string();
      case 1:
        return number();
      case 2:
        return `"${varied(of(uuids))}"`;
      case 3:
        return `"${varied(of(dates))}"`;
      case 4:
        return oneIn(8) ? of(torn) : of(scalars);
      case 5:
        return oneIn(40) ? deep() : of(scalars);
      case 6: {
        const { text, values } = of(templates);
        const { start, end } = of(values);
        return end - start > 400 ? "{}" : text.slice(start, end);
      }
      case 7:
        return oneIn(2) ? escaped(of(knownStrings)) : of(knownStrings);
      default:
        return of(scalars);
    }
  };
  const key = () => (oneIn(3) ? string() : oneIn(4) ? escaped(of(knownKeys)) : of(knownKeys));

  /** Returns one change of a text: its start, the inserted text, and its end. */
  const change = ({ text, tokens, values, members, keys, strings }) => {
    switch (random(15)) {
      case 0:
      case 1:
      case 2:
      case 12:
      case 13: {
        const { start, end } = of(values);
        return [start, value(), end];
      }
      case 3: {
        const { start, end, removed } = of(members);
        return [oneIn(20) ? start : removed, "", end];
      }
      case 4: {
        // A second member with the same key, before or after the first one.
        const { start, whole, hasKey } = of(members);
        const copy = hasKey && oneIn(2) ? `${/^"(?:[^"\\]|\\.)*"/.exec(whole)[0]}:${value()}` : whole;
        return [start, `${copy},`, start];
      }
      case 5: {
        const { start, end, whole, hasKey } = of(members);
        const added = hasKey ? `${key()}:${value()}` : value();
        return oneIn(2)
          ? [start, `${added},`, start]
          : [start, `${whole},${added}${text[end - 1] === "," ? "," : ""}`, end];
      }
      case 6: {
        const { start, end } = of(keys);
        return [start, key(), end];
      }
      case 7: {
        const { start, end } = oneIn(2) ? of(keys) : of(strings);
        return [start, escaped(text.slice(start, end)), end];
      }
      case 8:
      case 9: {
        const { start, end } = of(tokens);
        const place = oneIn(2) ? start : end;
        return [place, blank(), place];
      }
      case 10: {
        const { start, end } = of(strings);
        return [start, oneIn(2) ? string() : `"${varied(text.slice(start + 1, end - 1))}"`, end];
      }
      default: {
        const { start, end } = of(tokens);
        return [start, oneIn(3) ? "" : of(['"', "{", "}", "[", "]", ":", ",", "1", "null"]), end];
      }
    }
  };

  const changed = (template) => {
    const changes = [change(template)];
    while (changes.length < 4 && oneIn(3)) changes.push(change(template));
    changes.sort(([a], [b]) => a - b);
    let text = "";
    let from = 0;
    for (const [start, inserted, end] of changes) {
      // If changes overlap, only the first one is applied.
      if (start < from) continue;
      text += template.text.slice(from, start) + inserted;
      from = end;
    }
    return text + template.text.slice(from);
  };

  const tear = (length) => {
    const at = random(length);
    switch (random(7)) {
      case 0:
        buffer[at] ^= 1 << random(8);
        return length;
      case 1:
        buffer[at] = oneIn(2) ? random(256) : of(bytes);
        return length;
      case 2:
        buffer.copyWithin(at + 1, at, length);
        buffer[at] = of(bytes);
        return length + 1;
      case 3:
        buffer.copyWithin(at, at + 1, length);
        return length - 1;
      case 4:
        return at;
      case 5: {
        const piece = Math.min(1 + random(48), length - at);
        buffer.copyWithin(at + piece, at, length);
        return length + piece;
      }
      default: {
        const piece = Math.min(1 + random(48), length - at);
        buffer.copyWithin(random(length - piece + 1), at, at + piece);
        return length;
      }
    }
  };

  for (;;) {
    const template = of(templates);
    let text = oneIn(20) ? template.text : changed(template);
    if (oneIn(50)) text = `\ufeff${text}`;
    if (oneIn(50)) text = blank() + text + blank();
    let length = encoder.encodeInto(text, buffer).written;
    if (oneIn(6)) {
      for (let count = 1 + random(2); count > 0 && length > 0; count--) length = tear(length);
    }
    yield [oneIn(40) ? of(templates).type : template.type, buffer.subarray(0, length)];
  }
}

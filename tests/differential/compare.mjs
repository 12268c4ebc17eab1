// Compares the results of a validator for mutated documents with `JSON.parse` and the reference.

import { mutants } from "./mutate.mjs";
import { randomOf } from "./random.mjs";
import { depthOf, read } from "./reader.mjs";
import { isRequest, wrongPaths } from "./reference.mjs";

const maxDepth = 512;
const mostDisagreements = 10;
// Removes a byte order mark at the start, as the validator does.
const decoder = new TextDecoder("utf-8", { fatal: true });

/**
 * Validates a number of documents, and counts the results. `disagreements` contains the first ones: the reason, the
 * type, and the bytes of the document as one character each.
 */
export function compare({ check, documents, seed }) {
  // `JSON.parse` throws for a third of the documents, and capturing the stack takes most of that time.
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  const counts = { accepted: 0, refused: 0, malformed: 0 };
  const disagreements = [];
  const given = mutants(randomOf(seed));
  for (let count = 0; count < documents && disagreements.length < mostDisagreements; count++) {
    const [type, bytes] = given.next().value;
    const issues = check(type, bytes);
    const parsed = parse(bytes);
    counts[parsed === undefined ? "malformed" : issues.length > 0 ? "refused" : "accepted"]++;
    const why = disagreement(type, issues, parsed, count);
    if (why !== undefined) disagreements.push({ why, type, document: Buffer.from(bytes).toString("latin1") });
  }
  Error.stackTraceLimit = stackTraceLimit;
  return { counts, disagreements };
}

/**
 * Parses bytes with `JSON.parse`. Returns undefined for bytes that are malformed, or nested deeper than the validator
 * allows.
 */
function parse(bytes) {
  try {
    const text = decoder.decode(bytes);
    const value = JSON.parse(text);
    if (hasManyBrackets(bytes) && depthOf(text) > maxDepth) return undefined;
    return { text, value };
  } catch {
    return undefined;
  }
}

function hasManyBrackets(bytes) {
  let count = 0;
  // The five lowest bits of both opening brackets are equal.
  for (let index = 0; index < bytes.length; index++) count += (bytes[index] & 0x1f) === 0x1b ? 1 : 0;
  return count > maxDepth;
}

function disagreement(type, issues, parsed, count) {
  const saysMalformed = issues.length === 1 && issues[0].message.startsWith("malformed JSON");
  if (parsed === undefined) return saysMalformed ? undefined : "malformed, which the check does not say";
  if (saysMalformed) return `JSON, but malformed for the check: ${issues[0].message}`;

  const { text, value } = parsed;
  if (issues.length === 0) {
    const wrong = wrongPaths(type, value);
    if (wrong.length > 0) return `only the check takes it, the reference refuses ${wrong}`;
    // What `JSON.parse` keeps is valid. Some documents are read again with what it drops: the first of several equal
    // keys.
    if (count % 8 !== 0) return undefined;
    const wrongInText = wrongPaths(type, read(text));
    return wrongInText.length > 0
      ? `only the check takes it, the reference refuses ${wrongInText}`
      : undefined;
  }
  let wrong = wrongPaths(type, value);
  const isSame = ({ path }) => wrong.includes(path);
  if (!issues.every(isSame)) wrong = wrongPaths(type, read(text));
  if (wrong.length === 0) return `only the reference takes it, the check refuses ${pathsOf(issues)}`;
  if (!issues.every(isSame)) return `the check refuses ${pathsOf(issues)}, the reference ${wrong}`;
  // For a request, the validator reports every problem. For details, it selects one shape.
  const isUntold = (wrongPath) =>
    !wrongPath.startsWith("details") && !issues.some(({ path }) => path === wrongPath);
  const untold = isRequest(type) ? wrong.filter(isUntold) : [];
  return untold.length > 0 ? `the check does not tell ${untold}` : undefined;
}

function pathsOf(issues) {
  return issues.map(({ path, message }) => `\`${path}\`: ${message}`).join("; ");
}

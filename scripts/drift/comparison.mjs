// Compares schemas of the models with schemas of a file.

import { alternatives, isNull, wordFor, wordsFor } from "./alternatives.mjs";
import { paired } from "./shapes.mjs";

/**
 * Compares the schemas of two documents and reports every difference as `{ side, kind, place, what }`. `side` is the
 * document that has it: `file` or `models`.
 *
 * `starts` are schemas of the models. A place inside one of them begins with its name, wherever it is used.
 */
export class Comparison {
  #starts;
  /** The pairs of objects that are being compared, outermost first. Needed because a schema may contain itself. */
  #open = [];

  constructor({ models, file, starts, report }) {
    this.models = models;
    this.file = file;
    this.report = report;
    this.#starts = starts;
  }

  schemas(place, known, given) {
    this.#alternatives(place, this.known(known), this.given(given));
  }

  /** Null is ignored: a parameter cannot be null, only absent. */
  parameters(place, known, given) {
    const isSome = (one) => !isNull(one);
    this.#alternatives(place, this.known(known).filter(isSome), this.given(given).filter(isSome));
  }

  known(schema) {
    return alternatives(schema, this.models);
  }

  given(schema) {
    return alternatives(schema, this.file);
  }

  #alternatives(place, known, given) {
    this.#values(place, ofKind("value", known), ofKind("value", given));
    this.#words("type", place, ofKind("plain", known), ofKind("plain", given));
    this.#arrays(place, ofKind("array", known), ofKind("array", given));
    this.#objects(place, ofKind("object", known), ofKind("object", given));
  }

  #values(place, known, given) {
    if (known.length > 0 && given.length > 0) this.#words("value", place, known, given);
    else if (known.length > 0) this.report({ side: "models", kind: "type", place, what: wordsFor(known) });
    else if (given.length > 0) this.report({ side: "file", kind: "type", place, what: wordsFor(given) });
  }

  #arrays(place, known, given) {
    if (known.length > 0 && given.length > 0) {
      const items = (arrays) => ({ anyOf: arrays.map((array) => array.items) });
      this.schemas(`${place}[]`, items(known), items(given));
    } else {
      this.#words("type", place, known, given);
    }
  }

  #objects(place, known, given) {
    if (known.length === 0 || given.length === 0) {
      this.#words("type", place, known, given);
      return;
    }
    const { pairs, onlyKnown, onlyGiven } = paired(known, given);
    this.#words("shape", place, onlyKnown, onlyGiven);
    const isUnion = known.length > 1 || given.length > 1;
    for (const [one, other] of pairs) {
      const here = isUnion ? `${place} (${wordFor(one)})` : place;
      this.#object(this.#starts.has(one.name) ? one.name : here, one, other);
    }
  }

  #object(place, known, given) {
    const isOpen = this.#open.some(
      (pair) => pair.known.name && pair.known.name === known.name && pair.given.name === given.name,
    );
    if (isOpen) return;

    this.#open.push({ known, given });
    for (const key of new Set([...keysOf(known), ...keysOf(given)])) this.#field(place, key, known, given);
    this.#otherKeys(place, known, given);
    this.#open.pop();
  }

  #field(parent, key, known, given) {
    const place = `${parent}.${key}`;
    const isKnown = keysOf(known).has(key);
    const isGiven = keysOf(given).has(key);
    const inKnown = known.properties.get(key) ?? true;
    const inGiven = given.properties.get(key) ?? true;
    const flag = (object) => (object.required.has(key) ? ", required" : "");
    if (!isKnown) {
      const what = wordsFor(this.given(inGiven)) + flag(given);
      this.report({ side: "file", kind: "field", place, what });
    } else if (!isGiven) {
      const what = wordsFor(this.known(inKnown)) + flag(known);
      this.report({ side: "models", kind: "field", place, what });
    } else {
      this.required(place, known.required.has(key), given.required.has(key));
      this.schemas(place, inKnown, inGiven);
    }
  }

  required(place, isKnown, isGiven) {
    if (isKnown === isGiven) return;
    this.report({ side: isGiven ? "file" : "models", kind: "required", place, what: "required" });
  }

  #otherKeys(place, known, given) {
    if (known.others !== false && given.others !== false) {
      this.schemas(`${place}.*`, known.others, given.others);
      const text = { type: "string" };
      this.schemas(`${place}.* (key)`, known.keys ?? text, given.keys ?? text);
    } else if (known.others !== false || given.others !== false) {
      const side = given.others === false ? "models" : "file";
      this.report({ side, kind: "shape", place, what: "other keys" });
    }
  }

  #words(kind, place, known, given) {
    const ofModels = new Set(known.map(wordFor));
    const ofFile = new Set(given.map(wordFor));
    for (const what of ofFile) if (!ofModels.has(what)) this.report({ side: "file", kind, place, what });
    for (const what of ofModels) if (!ofFile.has(what)) this.report({ side: "models", kind, place, what });
  }
}

function ofKind(kind, all) {
  return all.filter((one) => one.kind === kind);
}

function keysOf({ properties, required }) {
  return new Set([...properties.keys(), ...required]);
}

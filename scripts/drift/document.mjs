// Reads a JSON document and resolves its references.

import { readFileSync } from "node:fs";
import { Failure } from "../step.mjs";

const understood = /^3\./;
const unreadable = { ENOENT: "there is no such file", EISDIR: "it is a folder" };
const componentOf = /^#\/.*?([^/]+)$/;

/** A JSON document. Messages refer to it by its name. */
export class Document {
  constructor(name, root) {
    this.name = name;
    this.root = root;
  }

  /** Reads an OpenAPI description from a file. */
  static openapi(file, name = file) {
    const root = parsed(name, contentOf(file, name));
    if (!isRecord(root) || !isRecord(root.paths) || typeof root.openapi !== "string") {
      const hint = typeof root?.swagger === "string" ? `, but Swagger ${root.swagger}` : "";
      throw new Failure(`${name} is no OpenAPI description${hint}: it needs \`openapi\` and \`paths\``);
    }
    if (!understood.test(root.openapi)) {
      throw new Failure(`${name} is OpenAPI ${root.openapi}, and only OpenAPI 3 is understood`);
    }
    return new Document(name, root);
  }

  /** Resolves a value that may be a reference. */
  follow(value) {
    let target = this.#record(value);
    const passed = new Set();
    while (typeof target.$ref === "string") {
      if (passed.has(target.$ref)) throw new Failure(`${this.name}: ${target.$ref} refers to itself`);
      passed.add(target.$ref);
      target = this.#record(this.at(target.$ref));
    }
    return target;
  }

  /** Returns the target of a reference. */
  at(reference) {
    if (!reference.startsWith("#")) {
      throw new Failure(`${this.name} refers to ${reference}: bundle it into one file first`);
    }
    let value = this.root;
    for (const step of reference.slice(1).split("/").slice(1)) {
      const key = plain(step);
      if (value === null || typeof value !== "object" || !Object.hasOwn(value, key)) {
        throw new Failure(`${this.name}: the reference ${reference} leads nowhere`);
      }
      value = value[key];
    }
    return value;
  }

  #record(value) {
    if (isRecord(value)) return value;
    throw new Failure(`${this.name}: ${excerpt(value)} stands where an object belongs`);
  }
}

/** Returns the last step of a reference. */
export function nameOf(reference) {
  const [, step] = componentOf.exec(reference) ?? [];
  return step && plain(step);
}

export function isRecord(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Returns the beginning of a value, so that a reader can find it. */
export function excerpt(value) {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

function contentOf(file, name) {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new Failure(`${name} cannot be read: ${unreadable[error.code] ?? error.message}`);
  }
}

function parsed(name, text) {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    // The parser's message would quote the file, whose content may be anything.
    throw new Failure(`${name} is not JSON: a description in YAML has to be converted first`);
  }
}

/** Decodes a step of a JSON pointer in a URI fragment. */
function plain(step) {
  let text = step;
  try {
    text = decodeURIComponent(step);
  } catch {
    // A percent sign that begins no escape sequence stays as it is.
  }
  return text.replaceAll("~1", "/").replaceAll("~0", "~");
}

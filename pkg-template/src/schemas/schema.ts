/** Creates the schemas for the types of the API. */

import * as core from "../core/junction_credentials.js";
import { stringifiedDocument } from "../json.js";
import { requireReady } from "../module/readiness.js";
import { encoded } from "../utf8.js";
import { type JsonText, parsedText, read } from "./document.js";
import type { Kind } from "./kinds.js";
import type { JsonSchemaOptions, StandardIssue, StandardResult, StandardSchema } from "./standard-schema.js";

/**
 * A schema for a type of the API: a Standard Schema, which form libraries and routers accept, and a parser for raw
 * JSON.
 *
 * ```ts
 * const page = schemas.CustomCredentialsResponse.parseJson('{ "credentials": [] }');
 * ```
 */
export interface Schema<Type> extends StandardSchema<Type> {
  /**
   * Validates JSON and returns it as `JSON.parse` does: unknown keys stay, and null stays different from an absent key.
   *
   * @param json UTF-8 bytes, with or without a byte order mark, or text.
   * @throws {ResponseError} If the JSON does not match. The issues contain paths and expectations, never a value.
   * @throws {RequestError} If the argument is neither bytes nor text, or if `init()` is required and has not completed.
   */
  parseJson(json: JsonText): Type;
}

const metaSchemas: ReadonlyMap<string, string> = new Map([
  ["draft-2020-12", "https://json-schema.org/draft/2020-12/schema"],
  ["draft-07", "http://json-schema.org/draft-07/schema#"],
]);

/** Creates the schema for a type. `model` writes its JSON Schema. */
export function schema<Type>(type: core.WireType, model: Kind, isAnswer = true): Schema<Type> {
  const jsonSchema = ({ target }: JsonSchemaOptions) => {
    const $schema = metaSchemas.get(target);
    if ($schema === undefined) throw new Error("expected the target draft-2020-12 or draft-07");
    const $defs = {};
    // `allOf` is needed because drafts before 2019-09 ignore every keyword next to a `$ref`.
    return { $schema, allOf: [model({ isAnswer, $defs })], $defs };
  };
  return {
    "~standard": {
      version: 1,
      vendor: "junction-credentials",
      validate: (value) => validated(type, value),
      jsonSchema: { input: jsonSchema, output: jsonSchema },
    },
    parseJson: (json) => read(type, json),
  };
}

function validated<Type>(type: core.WireType, value: unknown): StandardResult<Type> {
  requireReady();
  const { text, issues } = stringifiedDocument(value);
  const found = issues.length > 0 ? issues : core.check(type, encoded(text));
  return found ? { issues: found.map(standardIssue) } : { value: parsedText(text) };
}

const standardIssue = ([path, message]: core.Issue): StandardIssue => ({
  message,
  path: segments(path),
});

/** Splits a path into keys and indexes: `credentials[3].details` becomes `credentials`, 3 and `details`. */
function segments(path: string): (string | number)[] {
  const steps = path.matchAll(/\[(\d+)\]|[^.[\]]+/g);
  return Array.from(steps, ([key, index]) => (index === undefined ? key : Number(index)));
}

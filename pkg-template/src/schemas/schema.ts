/** Makes schemas of the types of the API. */

import type * as core from "../core/junction_credentials.js";
import { ResponseError } from "../errors/classes.js";
import { type Complaint, stringified } from "../json.js";
import { requireReady } from "../module/readiness.js";
import { type JsonText, read } from "./document.js";
import type { Kind } from "./kinds.js";
import type { JsonSchemaOptions, StandardIssue, StandardResult, StandardSchema } from "./standard-schema.js";

/**
 * A schema of a type of the API: a Standard Schema, which form libraries and routers take, and a parser of raw JSON.
 *
 * ```ts
 * const page = schemas.CustomCredentialsResponse.parseJson('{ "credentials": [] }');
 * ```
 */
export interface Schema<Type> extends StandardSchema<Type> {
  /**
   * Checks JSON and gives what `JSON.parse` makes of it: unknown keys stay, and null stays different from absent.
   *
   * @param json UTF-8, with or without a byte order mark, or text.
   * @throws {ResponseError} Unless it is as described: its issues tell where and what was expected, and no value.
   * @throws {RequestError} For neither bytes nor text, and before `init()` where that is needed.
   */
  parseJson(json: JsonText): Type;
}

const metaSchemas: ReadonlyMap<string, string> = new Map([
  ["draft-2020-12", "https://json-schema.org/draft/2020-12/schema"],
  ["draft-07", "http://json-schema.org/draft-07/schema#"],
]);

/** Makes the schema of a type. `model` writes its JSON Schema. */
export function schema<Type>(type: core.WireType, model: Kind, isAnswer = true): Schema<Type> {
  const jsonSchema = ({ target }: JsonSchemaOptions) => {
    const $schema = metaSchemas.get(target);
    if ($schema === undefined) throw new Error("expected the target draft-2020-12 or draft-07");
    const $defs = {};
    // Before draft 2019 a `$ref` made everything beside it void.
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
  const { text, issues } = stringified(value);
  if (issues.length > 0) return { issues: issues.map(standardIssue) };
  try {
    return { value: read(type, text) };
  } catch (error) {
    if (!(error instanceof ResponseError)) throw error;
    return { issues: error.issues.map(({ path, message }) => standardIssue([path, message])) };
  }
}

const standardIssue = ([path, message]: Complaint): StandardIssue => ({
  message,
  path: segments(path),
});

/** The steps of a path: of `credentials[3].details` they are `credentials`, 3 and `details`. */
function segments(path: string): (string | number)[] {
  const steps = path.matchAll(/\[(\d+)\]|[^.[\]]+/g);
  return Array.from(steps, ([key, index]) => (index === undefined ? key : Number(index)));
}

/**
 * The types of the API as schemas. Those of answers are open, as answers are: a value, key or shape that this version
 * does not know passes. Those of bodies that are sent are as strict as `set()` and `prepare()`.
 */

import type * as core from "./core/junction_credentials.js";
import * as wireTypes from "./core/wire-types.js";
import { type JsonText, read } from "./document.js";
import { ResponseError } from "./errors.js";
import { type Complaint, stringified } from "./json.js";
import type { Kind } from "./kinds.js";
import * as models from "./models.js";
import { requireReady } from "./module/readiness.js";
import type { SetTeamCustomCredentialsBody } from "./set.js";
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

function schema<Type>(type: core.WireType, model: Kind, isAnswer = true): Schema<Type> {
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

/** The body of `set`, narrowed to what each provider asks for. */
export const UpsertTeamCustomCredentialsBody: Schema<SetTeamCustomCredentialsBody> = /* @__PURE__ */ schema(
  wireTypes.UpsertTeamCustomCredentialsBody,
  models.UpsertTeamCustomCredentialsBody,
  false,
);

/** The body of `prepare`. */
export const PrepareTeamCustomCredentialsBody: Schema<core.PrepareTeamCustomCredentialsBody> =
  /* @__PURE__ */ schema(
    wireTypes.PrepareTeamCustomCredentialsBody,
    models.PrepareTeamCustomCredentialsBody,
    false,
  );

/** One page of a listing. */
export const CustomCredentialsResponse: Schema<core.CustomCredentialsResponse> = /* @__PURE__ */ schema(
  wireTypes.CustomCredentialsResponse,
  models.CustomCredentialsResponse,
);

/** A credential, as it is listed and as `set` gives it. */
export const ClientFacingTeamProviderCredentials: Schema<core.ClientFacingTeamProviderCredentials> =
  /* @__PURE__ */ schema(
    wireTypes.ClientFacingTeamProviderCredentials,
    models.ClientFacingTeamProviderCredentials,
  );

/** The answer of `prepare`. */
export const PrepareTeamCustomCredentialsResponse: Schema<core.PrepareTeamCustomCredentialsResponse> =
  /* @__PURE__ */ schema(
    wireTypes.PrepareTeamCustomCredentialsResponse,
    models.PrepareTeamCustomCredentialsResponse,
  );

/** The answer of `delete`. */
export const DeleteTeamCustomCredentialsResponse: Schema<core.DeleteTeamCustomCredentialsResponse> =
  /* @__PURE__ */ schema(
    wireTypes.DeleteTeamCustomCredentialsResponse,
    models.DeleteTeamCustomCredentialsResponse,
  );

/** The body of a 422. It repeats what was sent, secrets included. */
export const HTTPValidationError: Schema<core.HTTPValidationError> = /* @__PURE__ */ schema(
  wireTypes.HTTPValidationError,
  models.HTTPValidationError,
);

/** Details for `fitbit`. */
export const FitbitTeamProviderDetails: Schema<core.FitbitTeamProviderDetails> = /* @__PURE__ */ schema(
  wireTypes.FitbitTeamProviderDetails,
  models.FitbitTeamProviderDetails,
);

/** Details for `google_fit`. */
export const GoogleFitTeamProviderDetails: Schema<core.GoogleFitTeamProviderDetails> = /* @__PURE__ */ schema(
  wireTypes.GoogleFitTeamProviderDetails,
  models.GoogleFitTeamProviderDetails,
);

/** Details for `google_health`. */
export const GoogleHealthTeamProviderDetails: Schema<core.GoogleHealthTeamProviderDetails> =
  /* @__PURE__ */ schema(wireTypes.GoogleHealthTeamProviderDetails, models.GoogleHealthTeamProviderDetails);

/** Details for `bioreference`. */
export const BioReferenceProviderDetails: Schema<core.BioReferenceProviderDetails> = /* @__PURE__ */ schema(
  wireTypes.BioReferenceProviderDetails,
  models.BioReferenceProviderDetails,
);

/** Details for `labcorp`: the account that orders are billed to. */
export const LabCorpTeamProviderDetails: Schema<core.LabCorpTeamProviderDetails> = /* @__PURE__ */ schema(
  wireTypes.LabCorpTeamProviderDetails,
  models.LabCorpTeamProviderDetails,
);

/** Details for `quest`. */
export const QuestProviderDetails: Schema<core.QuestProviderDetails> = /* @__PURE__ */ schema(
  wireTypes.QuestProviderDetails,
  models.QuestProviderDetails,
);

/** Details for `polar`. */
export const PolarTeamProviderDetails: Schema<core.PolarTeamProviderDetails> = /* @__PURE__ */ schema(
  wireTypes.PolarTeamProviderDetails,
  models.PolarTeamProviderDetails,
);

/** Details for `getlabs`. */
export const GetLabsTeamProviderDetails: Schema<core.GetLabsTeamProviderDetails> = /* @__PURE__ */ schema(
  wireTypes.GetLabsTeamProviderDetails,
  models.GetLabsTeamProviderDetails,
);

/** Details for `phlebfinders`. */
export const PhlebFindersTeamProviderDetails: Schema<core.PhlebFindersTeamProviderDetails> =
  /* @__PURE__ */ schema(wireTypes.PhlebFindersTeamProviderDetails, models.PhlebFindersTeamProviderDetails);

/** Details for `labcorp`: the addresses of HL7 messages. */
export const LabcorpProviderDetails: Schema<core.LabcorpProviderDetails> = /* @__PURE__ */ schema(
  wireTypes.LabcorpProviderDetails,
  models.LabcorpProviderDetails,
);

/** Details for `my_fitness_pal_v2`. */
export const MyFitnessPalV2TeamProviderDetails: Schema<core.MyFitnessPalV2TeamProviderDetails> =
  /* @__PURE__ */ schema(
    wireTypes.MyFitnessPalV2TeamProviderDetails,
    models.MyFitnessPalV2TeamProviderDetails,
  );

// Knows what is the same in every request and answer of the API, in terms of the schemas of the models.

/** What every call is answered with when what it sent is wrong. */
export const refusal = "HTTPValidationError";
/** What stands in paths, in this order. */
export const inPath = [
  ["org_id", { type: "string", format: "uuid" }],
  ["env", reference("Env")],
  ["region", reference("Region")],
];
/** What the client sends beside the content type. */
export const headers = ["x-management-key", "x-vital-org-key", "traceparent"];

/** A reference to a schema of the models. */
export function reference(name) {
  return { $ref: `#/$defs/${name}` };
}

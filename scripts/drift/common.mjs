// Lists what is the same in all requests and responses of the API.

/** The response to an invalid request, for all operations. */
export const refusal = "HTTPValidationError";
/** Returns the schema of a path parameter. */
export function pathSchema(name) {
  return { env: reference("Env"), region: reference("Region") }[name] ?? { type: "string", format: "uuid" };
}
/** The headers that the client sends in addition to the content type. */
export const headers = ["x-management-key", "x-vital-org-key", "traceparent"];

/** Returns a reference to a schema of the models. */
export function reference(name) {
  return { $ref: `#/$defs/${name}` };
}

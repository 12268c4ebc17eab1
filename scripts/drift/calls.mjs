// Knows what each call of the client sends and is answered with, in terms of the schemas of the models.

const credentials = "/v1/org/{org_id}/team_custom_credentials/{env}/{region}";
const preparation = "/v1/org/{org_id}/prepare_team_custom_credentials/{env}/{region}";

/** The calls by their names in the client. `src/client/request.rs` is what sends them. */
export const calls = {
  list: {
    method: "get",
    path: credentials,
    query: "ListTeamCustomCredentialsQuery",
    answer: "CustomCredentialsResponse",
  },
  set: {
    method: "post",
    path: credentials,
    body: "UpsertTeamCustomCredentialsBody",
    answer: "ClientFacingTeamProviderCredentials",
  },
  prepare: {
    method: "post",
    path: preparation,
    body: "PrepareTeamCustomCredentialsBody",
    answer: "PrepareTeamCustomCredentialsResponse",
  },
  delete: {
    method: "delete",
    path: credentials,
    query: "DeleteTeamCustomCredentialsQuery",
    answer: "DeleteTeamCustomCredentialsResponse",
  },
};
/** What every call is answered with when what it sent is wrong. */
export const refusal = "HTTPValidationError";
/** What stands in every path, in this order. */
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

// Differences in operations, their parameters, bodies and responses.

import { expect, test } from "vitest";
import {
  add,
  credentialsPath,
  description,
  found,
  foundIn,
  operation,
  preparationPath,
  put,
  reference,
  remove,
  schema,
  teamPath,
} from "./description.js";

const json = { "application/json": { schema: { type: "object", properties: { dry: { type: "boolean" } } } } };

test("a new method and a new path of the resource are new operations", () => {
  const audit = `${credentialsPath}/audit`;

  expect(found(put(operation("patch"), {}), put(["paths", audit], { get: {}, summary: "Audit" }))).toEqual([
    `file operation PATCH ${credentialsPath} ()`,
    `file operation GET ${audit} ()`,
  ]);
});

test("an operation that is gone is found", () => {
  expect(found(remove(["paths", preparationPath]))).toEqual([
    `models operation POST ${preparationPath} (prepare)`,
  ]);
});

test("the listing of teams is compared, and no other operation on teams", () => {
  const parameters = ["paths", teamPath, "get", "parameters"];

  expect(
    found(
      put(["paths", teamPath, "post"], { summary: "Create a team" }),
      put(["paths", `${teamPath}/{team_id}/archive`], { get: {} }),
      add(parameters, { name: "archived", in: "query", schema: { type: "boolean" } }),
      put(schema("ClientFacingOrgTeamListResponse", "properties", "total"), { type: "integer" }),
    ),
  ).toEqual([
    "file parameter ListTeamsInOrgQuery.archived: boolean (teams)",
    "file field ClientFacingOrgTeamListResponse.total: integer (teams)",
  ]);
  expect(found(remove(["paths", teamPath]))).toEqual([`models operation GET ${teamPath} (teams)`]);
});

test("paths and schemas of anything else are not looked at", () => {
  expect(
    found(
      put(["paths", "/v1/org/{org_id}/teams"], { get: { responses: { 200: reference("Gone") } } }),
      put(schema("Team"), { type: "nothing that exists" }),
    ),
  ).toEqual([]);
});

test("a path is recognised behind a prefix and with other names for its parameters", () => {
  const moved = JSON.stringify(description())
    .replaceAll("/v1/org/", "/management/v1/org/")
    .replaceAll("{org_id}", "{org}")
    .replaceAll('"name":"org_id"', '"name":"org"');

  expect(foundIn(JSON.parse(moved))).toEqual([]);
  expect(
    foundIn(JSON.parse(moved.replaceAll("/v1/", "/v2/"))).filter((line) => line.includes("file")),
  ).toEqual([
    "file operation GET /management/v2/org/{org}/team_custom_credentials/{env}/{region} ()",
    "file operation POST /management/v2/org/{org}/team_custom_credentials/{env}/{region} ()",
    "file operation DELETE /management/v2/org/{org}/team_custom_credentials/{env}/{region} ()",
    "file operation POST /management/v2/org/{org}/prepare_team_custom_credentials/{env}/{region} ()",
  ]);
});

test("a new parameter is found in the query, among the headers and where nothing was asked for", () => {
  const parameter = (name: string, place: string) => ({ name, in: place, schema: { type: "boolean" } });

  expect(
    found(
      add(operation("get", "parameters"), { ...parameter("archived", "query"), required: true }),
      add(operation("get", "parameters"), parameter("X-Trace", "header")),
      add(operation("post", "parameters"), parameter("dry_run", "query")),
    ),
  ).toEqual([
    "file parameter ListTeamCustomCredentialsQuery.archived: boolean, required (list)",
    "file parameter (header).X-Trace: boolean (list)",
    "file parameter (query).dry_run: boolean (set)",
  ]);
});

test("the headers that the client sends are known", () => {
  const header = { name: "X-Management-Key", in: "header", required: true, schema: { type: "string" } };

  expect(found(add(operation("get", "parameters"), header))).toEqual([]);
});

test("a parameter that is gone is found, and one that became required", () => {
  const [team, , cursor] = [3, 4, 5].map((index) => operation("get", "parameters", index));

  expect(found(put([...(team ?? []), "required"], true))).toEqual([
    "file required ListTeamCustomCredentialsQuery.team_id: required (list)",
  ]);
  expect(found(put([...(cursor ?? []), "name"], "cursor"))).toEqual([
    "models parameter ListTeamCustomCredentialsQuery.next_cursor: string | null (list)",
    "file parameter ListTeamCustomCredentialsQuery.cursor: string | null (list)",
  ]);
});

test("a parameter counts for every operation of its path, and can be a reference", () => {
  const shared = { name: "region", in: "path", required: true, schema: { enum: ["us", "eu", "au"] } };
  const ofItsOwn = { name: "region", in: "path", required: true, schema: reference("Region") };

  expect(
    found(
      put(["components", "parameters"], { Region: shared }),
      put(["paths", credentialsPath, "parameters"], [{ $ref: "#/components/parameters/Region" }]),
      put(operation("get", "parameters", 2), ofItsOwn),
      remove(operation("post", "parameters"), ofItsOwn),
      remove(operation("delete", "parameters"), ofItsOwn),
    ),
  ).toEqual(['file value (path).region: "au" (set, delete)']);
});

test("a body that came, is gone or became optional is found", () => {
  expect(found(put(operation("delete", "requestBody"), { content: json }))).toEqual([
    "file shape (body): { dry } (delete)",
  ]);
  expect(found(remove(operation("post", "requestBody")))).toEqual([
    "models shape (body): UpsertTeamCustomCredentialsBody (set)",
  ]);
  expect(found(put(operation("post", "requestBody", "required"), false))).toEqual([
    "models required UpsertTeamCustomCredentialsBody: required (set)",
  ]);
});

test("every answer of success is compared, and one that is not JSON is found", () => {
  const responses = operation("delete", "responses");

  expect(found(put([...responses, "202"], { content: json }), put([...responses, "204"], {}))).toEqual([
    "models field DeleteTeamCustomCredentialsResponse.success: array, required (delete)",
    "models field DeleteTeamCustomCredentialsResponse.failure: array, required (delete)",
    "models field DeleteTeamCustomCredentialsResponse.not_found: array, required (delete)",
    "file field DeleteTeamCustomCredentialsResponse.dry: boolean (delete)",
    "file shape (answer 204): no JSON (delete)",
  ]);
  expect(found(put(responses, { default: {} }))).toEqual([
    "models shape (answer): DeleteTeamCustomCredentialsResponse (delete)",
    "models shape (answer 422): HTTPValidationError (delete)",
  ]);
});

test("a description without the resource is refused, since nothing of it could be compared", () => {
  expect(() => found(put(["paths"], { "/v1/teams": { get: {} } }))).toThrow(
    "api.json describes no operation whose path contains team_custom_credentials",
  );
});

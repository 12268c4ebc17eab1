/** What an editor shows while a user writes: completions, documentation and errors. `¦` is the cursor. */

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import {
  appointmentProviders,
  ehrProviders,
  labs,
  labsProviders,
  oauthProviders,
  providers,
} from "junction-credentials";
import { afterAll, beforeAll, expect, test } from "vitest";
import { inProject } from "../package/throwaway.js";

interface Editor {
  completions(program: string): string[];
  hover(program: string): { signature: string; docs: string };
  errors(program: string): { at: string; message: string }[];
}

/** The shapes of each provider, independent of the models. */
const { pairings } = JSON.parse(
  readFileSync(join(import.meta.dirname, "../fixtures/description.json"), "utf8"),
);

const preamble = `
import { hasDetails, isKnownSource, JunctionManagement, schemas } from "junction-credentials";
import type { ClientFacingTeamProviderCredentials, TeamCustomCredentials } from "junction-credentials";
declare const junction: JunctionManagement;
declare const credentials: TeamCustomCredentials;
declare const credential: ClientFacingTeamProviderCredentials;
declare const team_id: string;
`;

let editor: Editor;
let close: () => void;
let closed: Promise<void>;

beforeAll(async () => {
  await new Promise<void>((opened, failed) => {
    closed = inProject("types/language-service", ({ folder }) => {
      editor = createRequire(import.meta.url)(join(folder, "editor.cjs")).open(preamble);
      opened();
      return new Promise<void>((resolve) => {
        close = resolve;
      });
    });
    closed.catch(failed);
  });
});

afterAll(async () => {
  close?.();
  await closed;
});

test("set offers every provider that it takes", () => {
  const known = sorted([...providers, ...labs, ...labsProviders, ...appointmentProviders]);

  expect(sorted(editor.completions('credentials.set({ team_id, provider: "¦" })'))).toEqual(known);
  expect(sorted(editor.completions('credentials.set({ provider: "¦'))).toEqual(known);
});

test("list and prepare offer their own providers", () => {
  const listed = editor.completions('credentials.list({ provider: "¦" })');
  const prepared = editor.completions('credentials.prepare({ team_id, provider: "¦" })');

  expect(sorted(listed)).toEqual(sorted([...oauthProviders, ...labs, "freestyle_libre"]));
  expect(sorted(prepared)).toEqual(sorted([...providers, ...labs]));
});

test("what a credential's source is compared with is offered, although it may be any string", () => {
  const known = sorted([...providers, ...labs, ...labsProviders, ...appointmentProviders, ...ehrProviders]);

  expect(sorted(editor.completions('credential.source === "¦"'))).toEqual(known);
  expect(sorted(editor.completions('switch (credential.source) { case "¦" }'))).toEqual(known);
});

test.each([
  ["fitbit", ["fitbit"]],
  ["google_fit", ["data_scopes", "redirect_uri"]],
  ["google_health", ["project_number", "service_account_email"]],
  ["polar", ["webhook_secret"]],
  ["getlabs", ["getlabs"]],
  ["phlebfinders", ["phlebfinders"]],
  ["my_fitness_pal_v2", ["client"]],
])("in the details of %s only their own keys are offered", (provider, keys) => {
  const offered = editor.completions(`credentials.set({ team_id, provider: "${provider}", details: { ¦ } })`);

  expect(sorted(offered)).toEqual(keys);
});

test("in the details of labcorp the keys of both shapes are offered, and no others", () => {
  const offered = editor.completions('credentials.set({ team_id, provider: "labcorp", details: { ¦ } })');

  expect(offered).toEqual(expect.arrayContaining(["labcorp", "sending_facility", "sub_account_id"]));
  expect(offered).not.toContain("fitbit");
});

test("in the details of a provider without its own the keys of all shapes are offered", () => {
  const offered = editor.completions('credentials.set({ team_id, provider: "oura", details: { ¦ } })');

  expect(offered).toEqual(expect.arrayContaining(["fitbit", "labcorp", "quest", "client", "webhook_secret"]));
});

test("the fields of a shape are offered inside it", () => {
  const program = (fields: string) => `credentials.set({ team_id, provider: "fitbit", ${fields} })`;

  expect(sorted(editor.completions(program("details: { fitbit: { ¦ } }")))).toEqual([
    "body_verify_token",
    "foods_verify_token",
    "is_hr_enabled",
    "sleep_verify_token",
    "workout_verify_token",
  ]);
});

test("open lists of strings offer what is known", () => {
  const labcorp = (field: string) =>
    `credentials.set({ team_id, provider: "labcorp", details: { labcorp: { account_number: "1", ${field} } } })`;

  expect(editor.completions(labcorp('billing_method: "¦"'))).toEqual(["CM", "PT", "PI"]);
  expect(editor.completions('(await credentials.prepare(null!)).status === "¦"')).toEqual([
    "no_action_needed",
    "preparations_required",
  ]);
});

test("environments, regions and the options of clients and calls are offered", () => {
  expect(editor.completions('junction.teamCustomCredentials("¦")')).toEqual(["production", "sandbox"]);
  expect(editor.completions('junction.teamCustomCredentials("sandbox", "¦")')).toEqual(["us", "eu"]);
  expect(editor.completions('new JunctionManagement({ keyHeader: "¦" })')).toEqual([
    "X-Management-Key",
    "X-Vital-Org-Key",
  ]);
  expect(editor.completions("new JunctionManagement({ ¦ })")).toEqual(
    expect.arrayContaining(["orgId", "managementKey", "baseUrl", "timeoutMs", "maxRetries", "fetch"]),
  );
  expect(sorted(editor.completions("credentials.list({}, { ¦ })"))).toEqual([
    "maxRetries",
    "signal",
    "timeoutMs",
    "traceparent",
  ]);
});

test("the keys of details that were found are offered", () => {
  const inFitbit = (expression: string) =>
    `if (credential.details && "fitbit" in credential.details) { ${expression} }`;

  expect(editor.completions(inFitbit("credential.details.¦"))).toEqual(["fitbit"]);
  expect(editor.completions(inFitbit("credential.details.fitbit.¦"))).toContain("workout_verify_token");
});

test("hasDetails offers the providers that have details of their own, and then the details", () => {
  const inFitbit = (expression: string) => `if (hasDetails(credential, "fitbit")) { ${expression} }`;

  expect(sorted(editor.completions('hasDetails(credential, "¦")'))).toEqual(sorted(Object.keys(pairings)));
  expect(editor.completions(inFitbit("credential.details.¦"))).toEqual(["fitbit"]);
  expect(editor.completions(inFitbit('credential.source === "¦"'))).toEqual(["fitbit"]);
});

test("the schemas are offered by the names of their types", () => {
  expect(editor.completions("schemas.¦")).toEqual(
    expect.arrayContaining(["CustomCredentialsResponse", "UpsertTeamCustomCredentialsBody"]),
  );
  expect(editor.completions("schemas.HTTPValidationError.¦")).toContain("parseJson");
});

test("the kinds of drift are offered, and what each of them carries", () => {
  const onDrift = (expression: string) => `new JunctionManagement({ onDrift: (drift) => ${expression} })`;

  expect(editor.completions(onDrift('drift.kind === "¦"'))).toEqual(["value", "key", "shape"]);
  expect(editor.completions(onDrift('drift.kind === "value" && drift.¦'))).toContain("value");
  expect(editor.completions(onDrift('drift.kind === "key" && drift.¦'))).not.toContain("value");
});

test.each([
  [
    "a field of a body",
    'credentials.set({ team_id, provider: "fitbit", details: { fitbit: { workout_¦verify_token: "w" } } })',
    /^\(property\) FitbitMetadata\.workout_verify_token: string$/,
    /verification code of the subscriber for activities/,
  ],
  [
    "details, which are the provider's own",
    'credentials.set({ team_id, provider: "fitbit", det¦ails: null })',
    /details\?: FitbitTeamProviderDetails \| null/,
    /requires in addition to id and secret/,
  ],
  [
    "a field of an answer",
    "credential.client_secret_¦hash",
    /client_secret_hash\?: string \| null/,
    /The API never returns the secret\s+itself/,
  ],
  [
    "set",
    "credentials.s¦et",
    /set\(body: Guided<SetTeamCustomCredentialsBody>, options\?: CallOptions\): Promise<ClientFacingTeamProviderCredentials>/,
    /Creates the team's credential for this provider, or replaces it/,
  ],
  [
    "list",
    "credentials.li¦st",
    /list\(query\?: .*, options\?: CallOptions\): CredentialPager/,
    /Nothing is sent before/,
  ],
  ["the client", "junction satisfies Junction¦Management", /JunctionManagement/, /for one organisation/],
  ["a new client", "new Junction¦Management()", /options\?: JunctionManagementOptions/, /Creates a client/],
  [
    "a credential that was narrowed",
    'if (hasDetails(credential, "fitbit")) cred¦ential.id',
    /^const credential: CredentialOf<"fitbit">$/,
    /^$/,
  ],
  [
    "details that were narrowed",
    'if (hasDetails(credential, "fitbit")) credential.det¦ails',
    /details: FitbitTeamProviderDetails$/,
    /It may contain live secrets/,
  ],
  [
    "a schema",
    "schemas.Custom¦CredentialsResponse",
    /Schema<CustomCredentialsResponse>$/,
    /^One page of a listing\.$/,
  ],
  [
    "an option of a client, with its unit and default",
    "new JunctionManagement({ timeout¦Ms: 1 })",
    /timeoutMs\?: number \| undefined/,
    /The timeout of one attempt in milliseconds, reading the body included\. Default: 30000\./,
  ],
  [
    "an option of a call, with its default",
    "credentials.list({}, { timeout¦Ms: 1 })",
    /timeoutMs\?: number \| undefined/,
    /Default: the client's\./,
  ],
])("hovering tells the type and the meaning of %s", (_, program, signature, docs) => {
  const hover = editor.hover(program);

  expect(hover.signature).toMatch(signature);
  expect(hover.docs).toMatch(docs);
});

test.each([
  ['credentials.set({ team_id, provider: "fitbitt" })', "provider", /Did you mean '"fitbit"'/],
  ['credentials.set({ team_id, provider: "strava", client_secret: 1 })', "client_secret", /'number'/],
  ['credentials.set({ team_id, provider: "strava", client_idd: "c" })', "client_idd", /write 'client_id'/],
  [
    'credentials.set({ team_id, provider: "fitbit", details: "d" })',
    "details",
    /'FitbitTeamProviderDetails'/,
  ],
  [
    'credentials.set({ team_id, provider: "fitbit", details: { redirect_uri: "u", data_scopes: [] } })',
    "redirect_uri",
    /does not exist in type 'FitbitTeamProviderDetails'/,
  ],
  [
    'credentials.set({ team_id, provider: "fitbit", details: { fitbit: { workout_verify_token: 1, sleep_verify_token: "s", body_verify_token: "b" } } })',
    "workout_verify_token",
    /'number' is not assignable to type 'string'/,
  ],
  [
    'credentials.set({ team_id, provider: "fitbit", details: { fitbit: { workout_verify_token: "w", sleep_verify_token: "s" } } })',
    "fitbit",
    /'body_verify_token' is missing/,
  ],
  [
    'credentials.set({ team_id, provider: "labcorp", details: { fitbit: {} } })',
    "fitbit",
    /does not exist in type 'Strict<LabCorpTeamProviderDetails> \| Strict<LabcorpProviderDetails>'/,
  ],
  [
    'credentials.set({ team_id, provider: "google_health", details: null })',
    "details",
    /'GoogleHealthTeamProviderDetails'/,
  ],
  [
    'credentials.set({ team_id, provider: "freestyle_libre", client_id: "c", client_secret: "s" })',
    "client_secret",
    /'string' is not assignable to type 'undefined'/,
  ],
  [
    'credentials.set({ team_id, provider: "google_health" })',
    '{ team_id, provider: "google_health" }',
    /Property 'details' is missing/,
  ],
  ['credentials.list({ provider: "shippo" })', "provider", /'"shippo"'/],
  ['credentials.list({ team_id: ["t", 1] })', "1", /'number'/],
  ['credentials.prepare({ team_id, provider: "shippo" })', "provider", /'"shippo"'/],
  ['hasDetails(credential, "oura")', '"oura"', /'ProviderWithDetails'/],
  ['new JunctionManagement({ onDrift: "log" })', "onDrift", /'string'/],
  ["credentials.list({}, { timeout: 1 })", "timeout", /write 'timeoutMs'/],
  ['new JunctionManagement({ timeoutMs: "1" })', "timeoutMs", /'string'/],
  ['junction.teamCustomCredentials("staging", "us")', '"staging"', /'Env'/],
])("one error stands at the wrong place of %s", (program, at, message) => {
  expect(editor.errors(program)).toEqual([{ at, message: expect.stringMatching(message) }]);
});

test("nothing is underlined in a program that is right", () => {
  const program = `
    credentials.set({ team_id, provider: "freestyle_libre", client_id: "c" });
    for await (const { source } of credentials.list({ provider: "fitbit" })) source.length;
  `;

  expect(editor.errors(program)).toEqual([]);
});

function sorted(values: readonly string[]): string[] {
  return [...new Set(values)].sort();
}

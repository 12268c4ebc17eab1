/**
 * Uses the exports of the package as a strict project would: all except some types of the API, which `described.ts` uses.
 * It is compiled with many settings, and run.
 */

import {
  AmbiguousTeamError,
  ApiError,
  type ApiIssue,
  type AppointmentProvider,
  type AtLeastOne,
  type AttemptReport,
  appointmentProviders,
  type BillingMethod,
  type BillingType,
  type BodyByClientId,
  type BodyFor,
  type BodyWithDetailsFor,
  type Bytes,
  type CallOptions,
  type ClientFacingOrgTeamListItem,
  type ClientFacingOrgTeamListResponse,
  type ClientFacingTeamProviderCredentials,
  type Concurrency,
  type CredentialOf,
  CredentialPager,
  type CustomCredentialPreparationStep,
  type CustomCredentialsResponse,
  type DateTime,
  type DeleteTeamCustomCredentialsQuery,
  type DeleteTeamCustomCredentialsResponse,
  type Details,
  type DetailsByProvider,
  type DetailsOf,
  type DisallowedBillingStates,
  type Drift,
  type EHRProvider,
  type Env,
  Everywhere,
  type EverywhereOptions,
  EverywherePager,
  ehrProviders,
  type Fetch,
  type FetchInit,
  type FetchResponse,
  type FitbitMetadata,
  type FitbitTeamProviderDetails,
  type FreestyleLibre,
  type GetLabsMetadata,
  type GoogleHealthTeamProviderDetails,
  type Guided,
  type HTTPValidationError,
  hasDetails,
  type Issue,
  type IssueLocation,
  init,
  isJunctionError,
  isKnownSource,
  type JsonObject,
  type JsonSchemaOptions,
  type JsonText,
  JunctionError,
  JunctionManagement,
  type JunctionManagementOptions,
  type KeyHeader,
  type KnownDetails,
  type KnownSource,
  type LabCorpMetadata,
  type Labs,
  type LabsProviders,
  type ListProvider,
  type ListTeamCustomCredentialsQuery,
  type ListTeamsInOrgQuery,
  labs,
  labsProviders,
  type Milliseconds,
  type MyFitnessPalV2TeamProviderDetails,
  NetworkError,
  type OAuthProviders,
  type Open,
  type OperationName,
  type Optional,
  oauthProviders,
  type Pager,
  PaginationError,
  type PartialListing,
  PartialListingError,
  type PhlebFindersMetadata,
  type PolarTeamProviderDetails,
  type PreparationStatus,
  type PreparationStepType,
  type PrepareProvider,
  type PrepareTeamCustomCredentialsBody,
  type PrepareTeamCustomCredentialsResponse,
  type Providers,
  type ProviderWithDetails,
  providers,
  type QuestProviderDetails,
  type Region,
  RequestError,
  type RequiredDetailsByProvider,
  ResponseError,
  type Retries,
  redact,
  type Schema,
  type Scope,
  type ScopedCredential,
  type ScopeFailure,
  type SearchQuery,
  type Secret,
  type SetProvider,
  type SetTeamCustomCredentialsBody,
  type Source,
  type StandardIssue,
  type StandardProperties,
  type StandardResult,
  type StandardSchema,
  type Strict,
  schemas,
  type TeamCandidate,
  TeamCustomCredentials,
  TeamNotFoundError,
  TeamPager,
  type TeamReference,
  Teams,
  TimeoutError,
  type Traceparent,
  type UnrecognizedDetails,
  type UpsertTeamCustomCredentialsBody,
  type Uuid,
  type ValidationError,
  type WasmSource,
} from "junction-credentials";
import {
  type Action,
  type AppliedChange,
  type ApplyDocument,
  type ApplyOptions,
  type ApplyProgress,
  apply,
  type Change,
  ChangeError,
  type ChangeResult,
  type ConfigEntry,
  defineConfig,
  type EntryScope,
  type EntryTeam,
  type ErrorDocument,
  type FieldChange,
  type FileContent,
  type ListDocument,
  type ListedCredential,
  type Lock,
  type LockedCredential,
  type Omitted,
  type Outcome,
  type Plan,
  type PlanChoices,
  type PlanConfig,
  PlanError,
  type PlanOptions,
  type PlanProgress,
  type PlanSummary,
  type PruneBound,
  type Pulled,
  type PulledVariable,
  type PullOptions,
  parseConfig,
  plan,
  pull,
  type Referable,
  type Reference,
  type Resolve,
  type SecretState,
  type SetDocument,
  type TeamsDocument,
} from "junction-credentials/plan";
import { initSync, JunctionManagement as SlimClient, init as slimInit } from "junction-credentials/slim";
import {
  type FakeFetch,
  type FakeManagementApi,
  type FakeManagementApiOptions,
  type FakeScope,
  type FakeStorage,
  type Fault,
  type FaultScope,
  fakeManagementApi,
  type Operation,
  type PlainFault,
  type RecordedRequest,
  type RedirectFault,
  type SampleOptions,
  type SeedCredential,
  type SeedTeam,
  type StatusFault,
  sampleCredentials,
  sampleTeams,
} from "junction-credentials/testing";

const team_id: Uuid = "0b5a6c1e-6d8f-4c53-9a55-0d0c6a3c8f11";
const env: Env = "sandbox";
const region: Region = "us";
const keyHeader: KeyHeader = "X-Management-Key";
const fromEnvironment = (): string | undefined => undefined;

const seed: SeedCredential = { team_id, source: "a provider of tomorrow", details: { tomorrow: true } };
const seedTeam: SeedTeam = { name: "Dr. Ä & Co.", integration_team_id: "clinic-17" };
const sampleOptions: SampleOptions = { teams: 4 };
const scope: FaultScope = { operation: "list", times: 1 };
const forbidden: StatusFault = { kind: "status", status: 403 };
const broken: PlainFault = { kind: "broken-json" };
const redirect: RedirectFault = { kind: "redirect", location: "https://elsewhere.example" };
const faults: Fault[] = [redirect, { ...scope, ...forbidden }, broken];
const fakeOptions: FakeManagementApiOptions = {
  teams: [...sampleTeams(2), seedTeam],
  credentials: [seed, ...sampleCredentials(30, sampleOptions)],
  pageSize: 7,
};
const api: FakeManagementApi = fakeManagementApi(fakeOptions);
const fakeFetch: FakeFetch = api.fetch;

const drifts: Drift[] = [];
const options: JunctionManagementOptions = {
  orgId: fromEnvironment() ?? "6f1c2a34-58d7-4b0e-9c61-2f7d0f4b9a10",
  managementKey: async () => "mg_test",
  baseUrl: fromEnvironment(),
  keyHeader,
  fetch: fakeFetch,
  onDrift: (drift) => drifts.push(drift),
};

/** The client accepts each of these as `fetch`. */
export const fetches: Fetch[] = [
  fakeFetch,
  globalThis.fetch,
  (url, init) => fetch(url, init),
  async (_url: string, _request: FetchInit): Promise<FetchResponse> => new Response("{}"),
];

/** Each of these can replace the global `fetch`. */
export const standIns: (typeof globalThis.fetch)[] = [fakeFetch];

async function lists(credentials: TeamCustomCredentials): Promise<void> {
  const query: ListTeamCustomCredentialsQuery = { provider: "fitbit", team_id: [team_id] };
  const controller = new AbortController();
  const callOptions: CallOptions = { signal: controller.signal };
  const pager: CredentialPager = credentials.list(query, callOptions);
  expect(pager instanceof CredentialPager);
  const page: CustomCredentialsResponse = await pager;
  expect(page.credentials.every(({ source }) => source === "fitbit"));

  let count = 0;
  for await (const credential of credentials.list()) {
    summary(credential);
    narrowed(credential);
    count += 1;
  }
  expect(count === 31);
  for await (const { next_cursor } of credentials.list().pages()) {
    const cursor: string | null | undefined = next_cursor;
    expect(cursor === undefined || cursor === null || cursor.length > 0);
  }
  const some: ClientFacingTeamProviderCredentials[] = await credentials.list().toArray({ limit: 3 });
  const [first] = some;
  expect(first !== undefined && some.length === 3);

  const request: RecordedRequest | undefined = api.requests[0];
  const operation: Operation | undefined = request?.operation;
  expect(operation === "list" && request?.headers["x-management-key"] === "mg_test");
}

async function findsTeams(teams: Teams): Promise<void> {
  const search: SearchQuery = "clinic";
  const query: ListTeamsInOrgQuery = { search_query: search, region: ["us", "eu"] };
  const pager: TeamPager = teams.list(query);
  expect(pager instanceof TeamPager);
  const page: ClientFacingOrgTeamListResponse = await pager;
  const names: string[] = page.teams.map(({ name }) => name);
  expect(names.join() === "Clinic North,Clinic South");

  const reference: TeamReference = { integration_team_id: "clinic-17" };
  const team: ClientFacingOrgTeamListItem = await teams.find(reference);
  const candidate: TeamCandidate = team;
  const region: Open<Region> = candidate.region;
  expect(candidate.name === seedTeam.name && region === "us");
  expect(api.teams.includes(team) === false && api.teams.length === 3);
  expect((await explained(() => teams.find("Clinic East"))) === "team not found 3");
}

function summary(credential: ClientFacingTeamProviderCredentials): string {
  const source: Source = credential.source;
  const since: DateTime = credential.created_at;
  const known: KnownSource | undefined = isKnownSource(source) ? source : undefined;
  return `${known ?? source} ${since} ${secretOf(credential.details)}`;
}

/** Returns a provider-specific value from the details of a credential. */
function narrowed(credential: ClientFacingTeamProviderCredentials): string | undefined {
  if (hasDetails(credential, "fitbit")) {
    const source: "fitbit" = credential.source;
    return source + credential.details.fitbit.workout_verify_token;
  }
  if (hasDetails(credential, "labcorp")) {
    const details: DetailsOf<"labcorp"> = credential.details;
    return "labcorp" in details ? details.labcorp.account_number : details.sending_facility;
  }
  const own: ProviderWithDetails = "google_health";
  return hasDetails(credential, own) ? credential.details.project_number : undefined;
}

function drifted(): void {
  const [first, ...others] = drifts.map((drift) => {
    switch (drift.kind) {
      case "value":
        return `${drift.path} ${drift.value ?? "*"}`;
      case "key":
      case "shape":
        return drift.path;
      default:
        return drift satisfies never;
    }
  });
  expect(first === "credentials[].source *" && others.join() === "credentials[].details");
}

async function checks(): Promise<void> {
  const schema: Schema<CustomCredentialsResponse> = schemas.CustomCredentialsResponse;
  const text: JsonText = new TextEncoder().encode('{"credentials":[]}');
  expect(schema.parseJson(text).credentials.length === 0);
  expect((await explained(async () => schema.parseJson("[]"))) === "response undefined");

  const standard: StandardSchema<SetTeamCustomCredentialsBody> = schemas.UpsertTeamCustomCredentialsBody;
  const properties: StandardProperties<SetTeamCustomCredentialsBody> = standard["~standard"];
  const result: StandardResult<SetTeamCustomCredentialsBody> = properties.validate({ team_id });
  const issue: StandardIssue | undefined = result.issues?.[0];
  expect(issue?.path[0] === "provider");
  const target: JsonSchemaOptions = { target: "draft-07" };
  const { $schema } = properties.jsonSchema.input(target);
  expect(String($schema).includes("draft-07"));
}

function secretOf(details: Details | null | undefined): string {
  if (!details) return "";
  if ("fitbit" in details) {
    const fitbit: FitbitMetadata = details.fitbit;
    const token: Secret = fitbit.workout_verify_token;
    return `${token.length} ${fitbit.foods_verify_token ?? "none"}`;
  }
  if ("labcorp" in details) {
    const { account_number, billing_method }: LabCorpMetadata = details.labcorp;
    return account_number + billing_method;
  }
  if ("phlebfinders" in details) {
    const account: PhlebFindersMetadata = details.phlebfinders;
    return account.account_name;
  }
  if ("getlabs" in details) {
    const webhook: GetLabsMetadata = details.getlabs;
    return webhook.webhook_secret_key;
  }
  if ("quest" in details) return String((details satisfies QuestProviderDetails).allowed_business_units?.[0]);
  if ("bioreference" in details) return Object.keys(details.bioreference).join();
  if ("webhook_secret" in details) return (details satisfies PolarTeamProviderDetails).webhook_secret;
  if ("project_number" in details) return details.service_account_email;
  if ("redirect_uri" in details) return details.data_scopes.join();
  if ("sending_facility" in details) return details.receiving_facility;
  if ("client" in details) return (details satisfies MyFitnessPalV2TeamProviderDetails).client;
  return JSON.stringify(details);
}

async function sets(credentials: TeamCustomCredentials): Promise<void> {
  const { id } = await credentials.set({
    team_id,
    provider: "fitbit",
    client_id: "client",
    client_secret: "secret",
    details: {
      fitbit: { workout_verify_token: "a", sleep_verify_token: "b", body_verify_token: "c" },
    } satisfies FitbitTeamProviderDetails,
  });
  await credentials.set({ team_id, provider: "freestyle_libre", client_id: "practice" });
  await credentials.set({ team_id, provider: "strava", client_id: "client", client_secret: null });
  // Uses that must not compile. The functions are never called.
  const refused = [
    // @ts-expect-error Details of another provider.
    () => credentials.set({ team_id, provider: "polar", details: { client: "x" } }),
    // @ts-expect-error freestyle_libre accepts only a client_id.
    () => credentials.set({ team_id, provider: "freestyle_libre", client_id: "x", client_secret: "y" }),
    // @ts-expect-error google_health requires its details.
    () => credentials.set({ team_id, provider: "google_health" }),
    // @ts-expect-error Unknown provider.
    () => credentials.set({ team_id, provider: "fitbitt" }),
    // @ts-expect-error Unknown environment.
    () => new JunctionManagement(options).teamCustomCredentials("staging", "us"),
  ];
  expect(refused.length === 5);

  const preparation: PrepareTeamCustomCredentialsBody = { team_id, provider: "fitbit" };
  const prepared: PrepareTeamCustomCredentialsResponse = await credentials.prepare(preparation);
  const status: Open<PreparationStatus> = prepared.status;
  const steps: CustomCredentialPreparationStep[] = prepared.preparation_steps ?? [];
  const types: Open<PreparationStepType>[] = steps.map(({ type }) => type);
  expect(status === "preparations_required" && types.includes("webhook_uri"));

  const outcome: DeleteTeamCustomCredentialsResponse = await credentials.delete([id]);
  expect(outcome.success.length === 1 && outcome.failure.length + outcome.not_found.length === 0);
}

async function fails(credentials: TeamCustomCredentials): Promise<void> {
  expect((await explained(() => credentials.delete(["no uuid"]))) === "request credential_id[0]");
  api.faults.push(...faults);
  expect((await explained(() => credentials.list())) === "network https://elsewhere.example");
  expect((await explained(() => credentials.list())) === "api 403");
  expect((await explained(() => credentials.list())) === "response 200");
  expect((await explained(() => credentials.list())) === undefined);
}

/** Describes an error with the fields of its kind. */
async function explained(call: () => PromiseLike<unknown>): Promise<string | undefined> {
  try {
    await call();
    return undefined;
  } catch (error) {
    if (!isJunctionError(error)) throw error;
    expect(error instanceof JunctionError);
    switch (error.kind) {
      case "request": {
        const issue: Issue | undefined = error.issues[0];
        expect(error instanceof RequestError);
        return `request ${issue?.path}`;
      }
      case "network":
        expect(error instanceof NetworkError && error.attempts === 1);
        return `network ${error.targetOrigin}`;
      case "timeout":
        expect(error instanceof TimeoutError);
        return `timeout ${error.attempts}`;
      case "api": {
        const issue: ApiIssue | undefined = error.issues[0];
        expect(error instanceof ApiError && issue === undefined);
        return `api ${error.status}`;
      }
      case "response":
        expect(error instanceof ResponseError);
        return `response ${error.status}`;
      case "pagination":
        expect(error instanceof PaginationError);
        return `pagination ${error.cursor.length}`;
      case "team_not_found":
        expect(error instanceof TeamNotFoundError);
        return `team not found ${error.candidates.length}`;
      case "ambiguous_team":
        expect(error instanceof AmbiguousTeamError);
        return `ambiguous team ${error.candidates.length}`;
      case "partial":
        expect(error instanceof PartialListingError);
        return `partial ${error.failures.map(({ env, region }) => `${env} ${region}`)}`;
      default:
        return error satisfies never;
    }
  }
}

async function readsEverywhere(junction: JunctionManagement): Promise<void> {
  const chosen: EverywhereOptions = { envs: [env], regions: [region], concurrency: 2 };
  const everywhere: Everywhere = junction.everywhere(chosen);
  const pager: EverywherePager = everywhere.list();
  expect(everywhere instanceof Everywhere && pager instanceof EverywherePager);
  const scopes: Scope[] = [];
  for await (const { env, region } of pager) scopes.push({ env, region });
  const { credentials, failures }: PartialListing = await pager.toArray({ partial: true });
  const first: ScopedCredential | undefined = credentials[0];
  const failed: readonly ScopeFailure[] = failures;
  expect(scopes.length === credentials.length && first?.env === env && failed.length === 0);
}

/** Types that a program names when it stores or passes on the arguments and results above. */
export interface Stored {
  settings: Optional<JunctionManagementOptions> | CallOptions;
  limits: [Milliseconds, Retries, Bytes, Concurrency, Traceparent];
  attempts: AttemptReport[];
  operations: Operation | OperationName;
  body: Guided<SetTeamCustomCredentialsBody> | UpsertTeamCustomCredentialsBody;
  bodies:
    | BodyFor<"polar", PolarTeamProviderDetails>
    | BodyWithDetailsFor<"google_health", GoogleHealthTeamProviderDetails>
    | BodyByClientId;
  ids: DeleteTeamCustomCredentialsQuery;
  pager: Pager<CustomCredentialsResponse, ClientFacingTeamProviderCredentials>;
  credential: CredentialOf<"polar">;
  provider: ListProvider | FreestyleLibre | PrepareProvider | SetProvider | Providers | OAuthProviders;
  laboratory: Labs | LabsProviders | AppointmentProvider | EHRProvider;
  billing: [BillingMethod, BillingType, DisallowedBillingStates];
  refusal: HTTPValidationError | ValidationError | { loc: AtLeastOne<IssueLocation>; ctx: JsonObject };
  details:
    | KnownDetails
    | Strict<KnownDetails>
    | DetailsByProvider["labcorp"][1]
    | RequiredDetailsByProvider["google_health"]
    | UnrecognizedDetails;
}

/** Loads the module as other runtimes do. */
export async function bring(source: WasmSource, bytes: Uint8Array): Promise<SlimClient> {
  initSync(bytes);
  await slimInit(source);
  return new SlimClient(options);
}

/** What the command line writes. */
export interface Documents {
  teams: TeamsDocument;
  list: ListDocument & { credentials: readonly ListedCredential[] };
  set: SetDocument;
  apply: ApplyDocument & { failed: readonly AppliedChange[] };
  error: ErrorDocument;
}

/** Plans a change, makes it, and pulls what is stored. */
async function plans(): Promise<void> {
  const storage: FakeStorage = { secretHash: "salted" };
  const fakeApi = fakeManagementApi({ storage, teams: [{ ...seedTeam, id: team_id, region: "eu" }] });
  const scope: FakeScope = fakeApi.scope("production", "eu");
  scope.set({ team_id, provider: "oura", client_id: "old" });
  const junction = new JunctionManagement({ ...options, fetch: fakeApi.fetch });
  const secret: Reference = { env: "SECRET" };
  const where: EntryScope & EntryTeam = { env: "production", region: "eu", team_id };
  const body: Referable<{ client_id: string; client_secret: string }> = {
    client_id: "1",
    client_secret: secret,
  };
  const entry: ConfigEntry = { ...where, provider: "oura", ...body };
  const bound: PruneBound = { env: "production", region: "eu" };
  const config: PlanConfig = defineConfig({ credentials: [entry], prune: [bound] });
  const content: FileContent = JSON.stringify(config);
  expect((await parseConfig(content)).credentials.length === 1);

  const resolve: Resolve = { env: () => "s3cret" };
  const steps: PlanProgress["step"][] = [];
  const choices: PlanChoices = { prune: true, unverified: "send", drift: "skip" };
  const planOptions: PlanOptions = { ...choices, resolve, onProgress: ({ step }) => steps.push(step) };
  const difference: Plan = await plan(junction, config, planOptions);
  const summary: PlanSummary = difference.summary;
  const changes: readonly Change[] = difference.changes;
  const actions: Action[] = changes.map(({ action }) => action);
  const states: SecretState[] = changes.map((change) => change.secret);
  const fields: FieldChange[] = changes.flatMap((change) => [...change.fields]);
  expect(summary.update === 1 && `${actions} ${states}` === "update rotated");
  expect(fields.length === 1 && steps.includes("reading"));

  const progress: ApplyProgress["status"][] = [];
  const applyOptions: ApplyOptions = { resolve, onProgress: ({ status }) => void progress.push(status) };
  const outcome: Outcome = await apply(junction, difference, config, applyOptions);
  const done: readonly ChangeResult[] = outcome.done;
  const lock: Lock = outcome.lock;
  const locked: LockedCredential | undefined = Object.values(lock.credentials)[0];
  expect(done.length === 1 && progress.length === 2 && typeof locked?.salt === "string");
  expect(new PlanError(outcome, new ChangeError("stale")).kind === "plan");

  const pullOptions: PullOptions = { envs: ["production"] };
  const pulled: Pulled = await pull(junction, pullOptions);
  const variables: PulledVariable[] = pulled.variables;
  const omitted: Omitted[] = pulled.omitted;
  expect(variables.length === 1 && omitted.length === 0);
}

function expect(holds: boolean): void {
  if (!holds) throw new Error("something is not as expected");
}

async function main(): Promise<void> {
  await init();
  const junction = new JunctionManagement(options);
  const credentials: TeamCustomCredentials = junction.teamCustomCredentials(env, region);
  expect(credentials instanceof TeamCustomCredentials);
  await lists(credentials);
  await readsEverywhere(junction);
  await findsTeams(junction.teams);
  expect(junction.teams instanceof Teams);
  await sets(credentials);
  await fails(credentials);
  await checks();
  await plans();
  drifted();
  const menu: string[] = [
    ...providers,
    ...oauthProviders,
    ...labs,
    ...labsProviders,
    ...appointmentProviders,
    ...ehrProviders,
  ];
  expect(new Set(menu).size > 30);
  expect(redact({ client_secret: "s3cret" }).client_secret === "***");
  junction[Symbol.dispose]();
  console.log("everything is as expected");
}

main();

/** A library that exports everything from the package, so that its declarations have to name every type. */

import {
  type ClientFacingTeamProviderCredentials,
  type CredentialOf,
  type DetailsOf,
  hasDetails,
  init,
  isJunctionError,
  isKnownSource,
  JunctionManagement,
  type JunctionManagementOptions,
  type ProviderWithDetails,
  redact,
  type SetTeamCustomCredentialsBody,
  schemas,
} from "junction-credentials";
import { fakeManagementApi, sampleCredentials, sampleTeams } from "junction-credentials/testing";

export * from "junction-credentials";
export * as slim from "junction-credentials/slim";
export * as testing from "junction-credentials/testing";

const junction = new JunctionManagement();
const credentials = junction.teamCustomCredentials("sandbox", "us");
const pager = credentials.list();

// Bound functions and methods.
export const scope = junction.teamCustomCredentials.bind(junction);
export const everywhere = junction.everywhere.bind(junction);
export const dispose = junction[Symbol.dispose].bind(junction);
export const list = credentials.list.bind(credentials);
export const save = credentials.set.bind(credentials);
export const prepare = credentials.prepare.bind(credentials);
export const remove = credentials.delete.bind(credentials);
export const listTeams = junction.teams.list.bind(junction.teams);
export const find = junction.teams.find.bind(junction.teams);
export const chain = pager.then.bind(pager);
export const pages = pager.pages.bind(pager);
export const toArray = pager.toArray.bind(pager);
export const iterator = pager[Symbol.asyncIterator].bind(pager);
export const known = isKnownSource.bind(undefined);
export const ours = isJunctionError.bind(undefined);
export const narrows = hasDetails.bind(undefined);
export const mask = redact.bind(undefined);
export const ready = init.bind(undefined);
export const fake = fakeManagementApi.bind(undefined);
export const samples = sampleCredentials.bind(undefined);
export const teams = sampleTeams.bind(undefined);
export const parsers = {
  upsert: schemas.UpsertTeamCustomCredentialsBody.parseJson.bind(undefined),
  page: schemas.CustomCredentialsResponse.parseJson.bind(undefined),
};
export const validators = {
  upsert: schemas.UpsertTeamCustomCredentialsBody["~standard"].validate.bind(undefined),
  json: schemas.CustomCredentialsResponse["~standard"].jsonSchema.input.bind(undefined),
};

// Wrapped functions and methods with inferred result types.
export const client = (options: JunctionManagementOptions) => new JunctionManagement(options);
export const set = (...body: Parameters<typeof credentials.set>) => credentials.set(...body);
export const setLater = async (body: Parameters<typeof credentials.set>[0]) => ({
  sent: body,
  got: await credentials.set(body),
});
export const listed = (...query: Parameters<typeof credentials.list>) => credentials.list(...query);
export const firstPage = async (...query: Parameters<typeof credentials.list>) => ({
  ...(await credentials.list(...query)),
});
export const prepared = async (...body: Parameters<typeof credentials.prepare>) =>
  (await credentials.prepare(...body)).preparation_steps;
export const listedEverywhere = (...query: Parameters<ReturnType<typeof everywhere>["list"]>) =>
  junction.everywhere().list(...query);
export const partial = async () => ({ ...(await junction.everywhere().list().toArray({ partial: true })) });
export const deleted = async (...ids: Parameters<typeof credentials.delete>) => ({
  ...(await credentials.delete(...ids)),
});
export const narrowed = (credential: ClientFacingTeamProviderCredentials) =>
  hasDetails(credential, "fitbit") ? credential : undefined;
export const detailsOf = <Provider extends ProviderWithDetails>(
  credential: ClientFacingTeamProviderCredentials,
  provider: Provider,
) => (hasDetails(credential, provider) ? credential.details : undefined);
export const ofFitbit = (credential: CredentialOf<"fitbit">) => ({ ...credential.details.fitbit });
export const sourceOf = (credential: ClientFacingTeamProviderCredentials) =>
  isKnownSource(credential.source) ? credential.source : undefined;
export const allDetails = (credential: ClientFacingTeamProviderCredentials) => ({ ...credential.details });
export const entries = (credential: ClientFacingTeamProviderCredentials) => ({ ...credential });
export const masked = (credential: ClientFacingTeamProviderCredentials) => redact({ ...credential });
export const labcorp = (details: DetailsOf<"labcorp">) =>
  "labcorp" in details ? details.labcorp : { ...details };
export const bodyOf = (body: SetTeamCustomCredentialsBody) => {
  if (body.provider === "freestyle_libre") return body;
  if (body.provider === "google_health") return { health: body };
  if (body.provider === "fitbit") return { fitbit: body };
  return { other: body };
};
export const parsed = (json: string) => {
  const body = schemas.UpsertTeamCustomCredentialsBody.parseJson(json);
  return { body, spread: { ...body }, details: body.details };
};
export const validated = (value: unknown) => schemas.CustomCredentialsResponse["~standard"].validate(value);
export const explained = (error: unknown) => {
  if (!isJunctionError(error)) return undefined;
  return error.kind === "api" ? error.issues : error.kind === "request" ? { ...error } : error;
};
export const drifts = (...[options]: ConstructorParameters<typeof JunctionManagement>) => ({ ...options });
export const callOptions = (options: Parameters<typeof credentials.list>[1]) => ({ ...options });
export const queried = (query: Parameters<typeof credentials.list>[0]) => ({ ...query });
const api = fakeManagementApi();
export const stored = api.credentials;
export const { fetch, faults, requests } = api;
export const made = sampleCredentials(3);
export const recorded = api.requests.map((request) => ({ ...request }));
export const faulty = api.faults.map((fault) => ({ ...fault }));
export const everySchema = { ...schemas };
export const menus = { ...schemas.FitbitTeamProviderDetails };
export class Extended extends JunctionManagement {
  sandbox = this.teamCustomCredentials("sandbox", "us");
  save = this.sandbox.set.bind(this.sandbox);
}

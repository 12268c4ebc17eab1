/** A library that uses only the fake API. */

import { fakeManagementApi, sampleCredentials, sampleTeams } from "junction-credentials/testing";

const api = fakeManagementApi();
export const make = fakeManagementApi.bind(undefined);
export const samples = sampleCredentials.bind(undefined);
export const teams = sampleTeams.bind(undefined);
export const made = sampleCredentials(3);
export const stored = api.credentials;
export const first = api.credentials.map((credential) => ({ ...credential }));
export const options = (...[options]: Parameters<typeof fakeManagementApi>) => ({ ...options });
export const { fetch, faults, requests } = api;

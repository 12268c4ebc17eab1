// Pages that every contender must accept, and pages that it must refuse, before it is timed.

import { isDeepStrictEqual } from "node:util";
import { sampleCredentials } from "junction-credentials/testing";

const [fitbit] = sampleCredentials(1);
const shaped = sampleCredentials(11);
const { id, source, team_id, created_at, updated_at } = fitbit;
const least = { id, source, team_id, created_at, updated_at };

const page = (...credentials) => ({ credentials, next_cursor: null });
const one = (changes) => page({ ...fitbit, ...changes });
const withDetails = (details) => one({ details });
const without = (object, ...keys) =>
  Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)));
const dated = (date) => one({ created_at: date });
const detailsOf = (key) => shaped.find(({ details }) => key in details).details;

const labcorp = detailsOf("labcorp");
const quest = detailsOf("quest");
const bioreference = detailsOf("bioreference");
const facilities = detailsOf("sending_facility");

export const accepted = {
  "an empty page": page(),
  "an absent cursor": { credentials: [] },
  "a cursor": { credentials: [fitbit], next_cursor: "abc" },
  "a last page that still has items": page(fitbit, fitbit),
  "only the required keys": page(least),
  "null in every key that may be null": page({
    ...least,
    client_id: null,
    client_secret_hash: null,
    details: null,
    app_url: null,
    redirect_url_override: null,
  }),
  "an upper-case uuid": one({ id: id.toUpperCase() }),
  "a uuid of no version": one({ id: "00000000-0000-0000-0000-000000000000" }),
  "a uuid of any variant": one({ team_id: "6f1c2a4e-0d3b-9c55-0a51-3f0e7c9d1b22" }),
  "a date with Z": dated("2026-05-01T10:00:00Z"),
  "a date in small letters": dated("2026-05-01t10:00:00z"),
  "a date without a zone": dated("2026-05-01T10:00:00"),
  "a date with microseconds and no zone": dated("2026-05-01T10:00:00.123456"),
  "a date with an offset": dated("2026-05-01T10:00:00-23:59"),
  "29 February of a leap year": dated("2024-02-29T00:00:00Z"),
  "29 February 2000": dated("2000-02-29T00:00:00Z"),
  "the last of December": dated("2026-12-31T23:59:59+00:00"),
  "an unknown source": one({ source: "newer_than_this_version" }),
  "an empty source": one({ source: "" }),
  "an unknown key beside the page's": { ...page(fitbit), total: 7 },
  "an unknown key of a credential": one({ scopes: ["all", null], "": {} }),
  "an unknown key of a shape": withDetails({ ...labcorp, region: 3 }),
  "an unknown key inside a shape": withDetails({ fitbit: { ...fitbit.details.fitbit, water: [] } }),
  "a third key beside Google Health's two": withDetails({
    project_number: "1",
    service_account_email: "a@b.example",
    more: 1,
  }),
  "an unknown billing type": withDetails({ ...labcorp, allowed_billing_types: ["barter"] }),
  "an unknown billing method": withDetails({ labcorp: { account_number: "1", billing_method: "XX" } }),
  "an unknown way of billing": withDetails({ ...quest, disallowed_billing_states: { barter: ["NY"] } }),
  "a laboratory without its optional keys": withDetails({ quest: {} }),
  "a laboratory with null in its optional keys": withDetails({
    quest: { deep: { er: [1, null] } },
    sub_account_id: null,
    sub_account_name: null,
    allowed_billing_types: null,
    disallowed_billing_states: null,
    allowed_business_units: null,
  }),
  "Fitbit without its optional keys": withDetails({
    fitbit: without(fitbit.details.fitbit, "is_hr_enabled", "foods_verify_token"),
  }),
  "a shape that does not belong to the source": one({ source: "oura", details: { client: "c" } }),
  "unknown details": withDetails({ new_lab: { account: 7 } }),
  "empty details": withDetails({}),
  "unknown details with a known optional key": withDetails({ sub_account_id: 7, x: [] }),
  "one shape that fits beside one that does not": withDetails({ client: "c", fitbit: 7 }),
  "the same the other way round": withDetails({ fitbit: 7, client: "c" }),
  "one laboratory that fits beside two that do not": withDetails({ bioreference: 7, quest: {}, labcorp: [] }),
  "no scopes at all": withDetails({ redirect_uri: "", data_scopes: [] }),
  ...Object.fromEntries(
    shaped.map((credential, index) => [`described shape ${index + 1}`, page(credential)]),
  ),
};

export const refused = {
  null: null,
  "an array in place of the page": [fitbit],
  "a text": "credentials",
  "a page without credentials": { next_cursor: null },
  "null for credentials": { credentials: null },
  "an object for credentials": { credentials: {} },
  "null for a credential": page(null),
  "an array for a credential": page([]),
  "a text for a credential": page("fitbit"),
  "a number for the cursor": { credentials: [], next_cursor: 7 },
  ...Object.fromEntries(Object.keys(least).map((key) => [`no ${key}`, page(without(least, key))])),
  ...Object.fromEntries(Object.keys(least).map((key) => [`null for ${key}`, one({ [key]: null })])),
  "a number for id": one({ id: 7 }),
  "a uuid without hyphens": one({ id: id.replaceAll("-", "") }),
  "a uuid in braces": one({ id: `{${id}}` }),
  "a uuid as a URN": one({ id: `urn:uuid:${id}` }),
  "a uuid that is too short": one({ team_id: team_id.slice(1) }),
  "a uuid with another letter": one({ team_id: `g${team_id.slice(1)}` }),
  "an empty id": one({ id: "" }),
  "a number for the date": dated(1_777_629_600),
  "a date without a time": dated("2026-05-01"),
  "a date with a space": dated("2026-05-01 10:00:00Z"),
  "30 February": dated("2026-02-30T10:00:00Z"),
  "29 February of another year": dated("2026-02-29T10:00:00Z"),
  "29 February 1900": dated("1900-02-29T10:00:00Z"),
  "31 April": dated("2026-04-31T10:00:00Z"),
  "month 13": dated("2026-13-01T10:00:00Z"),
  "month 0": dated("2026-00-01T10:00:00Z"),
  "hour 24": dated("2026-05-01T24:00:00Z"),
  "minute 60": dated("2026-05-01T10:60:00Z"),
  "second 61": dated("2026-05-01T10:00:61Z"),
  "a point without a fraction": dated("2026-05-01T10:00:00.Z"),
  "an offset without a colon": dated("2026-05-01T10:00:00+0100"),
  "an offset of a day": dated("2026-05-01T10:00:00+24:00"),
  "a space behind a date": dated("2026-05-01T10:00:00Z "),
  "a number for source": one({ source: 7 }),
  "an object for client_id": one({ client_id: {} }),
  "a number for client_secret_hash": one({ client_secret_hash: 7 }),
  "a boolean for app_url": one({ app_url: false }),
  "an array for redirect_url_override": one({ redirect_url_override: [] }),
  "an array for details": withDetails([]),
  "a text for details": withDetails("fitbit"),
  "a boolean for details": withDetails(false),
  "an array for fitbit": withDetails({ fitbit: [] }),
  "null for fitbit": withDetails({ fitbit: null }),
  "Fitbit without a token": withDetails({ fitbit: without(fitbit.details.fitbit, "sleep_verify_token") }),
  "a number for a token": withDetails({ fitbit: { ...fitbit.details.fitbit, workout_verify_token: 41_999 } }),
  "null for is_hr_enabled": withDetails({ fitbit: { ...fitbit.details.fitbit, is_hr_enabled: null } }),
  "a text for is_hr_enabled": withDetails({ fitbit: { ...fitbit.details.fitbit, is_hr_enabled: "yes" } }),
  "a number for foods_verify_token": withDetails({
    fitbit: { ...fitbit.details.fitbit, foods_verify_token: 1 },
  }),
  "redirect_uri alone": withDetails({ redirect_uri: "https://a.example" }),
  "data_scopes alone": withDetails({ data_scopes: ["read"] }),
  "a number among the scopes": withDetails({ redirect_uri: "", data_scopes: ["read", 7] }),
  "a text for the scopes": withDetails({ redirect_uri: "", data_scopes: "read" }),
  "project_number alone": withDetails({ project_number: "1" }),
  "a number for project_number": withDetails({ project_number: 1, service_account_email: "a@b.example" }),
  "an array for bioreference": withDetails({ ...bioreference, bioreference: [] }),
  "null for quest": withDetails({ ...quest, quest: null }),
  "an array for quest": withDetails({ ...quest, quest: [] }),
  "a number among the business units": withDetails({ ...quest, allowed_business_units: [7] }),
  "a number for billing_method": withDetails({ labcorp: { account_number: "1", billing_method: 7 } }),
  "no account_number": withDetails({ labcorp: { billing_method: "CM" } }),
  "a number among the billing types": withDetails({ ...labcorp, allowed_billing_types: [7] }),
  "a number for sub_account_id": withDetails({ ...labcorp, sub_account_id: 7 }),
  "a text for a list of states": withDetails({
    ...labcorp,
    disallowed_billing_states: { client_bill: "NY" },
  }),
  "a number among the states of an unknown way": withDetails({
    ...labcorp,
    disallowed_billing_states: { barter: [7] },
  }),
  "an array for the states": withDetails({ ...labcorp, disallowed_billing_states: [] }),
  "null for webhook_secret": withDetails({ webhook_secret: null }),
  "a number for webhook_secret": withDetails({ webhook_secret: 7 }),
  "one of Getlabs' two": withDetails({ getlabs: { webhook_secret_key: "k" } }),
  "PhlebFinders without an address": withDetails({
    phlebfinders: without(detailsOf("phlebfinders").phlebfinders, "email"),
  }),
  "three of four facilities": withDetails(without(facilities, "receiving_application")),
  "one of four facilities": withDetails({ sending_facility: "F" }),
  "an object for client": withDetails({ client: {} }),
  "a wrong item behind right ones": page(fitbit, ...shaped, { ...fitbit, id: "x" }),
};

const bytes = (value) => new TextEncoder().encode(JSON.stringify(value));

/** Returns the names of the fixtures that a contender handles incorrectly. Such a contender is not timed. */
export function mistakes({ decode }) {
  const isAccepted = (value) => {
    try {
      return isDeepStrictEqual(decode(bytes(value)), value);
    } catch {
      return false;
    }
  };
  const isRefused = (value) => {
    try {
      decode(bytes(value));
      return false;
    } catch {
      return true;
    }
  };
  const failing = (fixtures, isRight) => Object.keys(fixtures).filter((name) => !isRight(fixtures[name]));
  return [
    ...failing(accepted, isAccepted).map((name) => `does not keep ${name}`),
    ...failing(refused, isRefused).map((name) => `takes ${name}`),
  ];
}

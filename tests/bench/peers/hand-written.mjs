// The page as checks that are written by hand for this page only.

import { dateTime, tellingKeys, uuid } from "./rules.mjs";

function fail(path, expected) {
  throw new TypeError(`${path}: expected ${expected}`);
}

const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
const isTextOrNothing = (value) => value === undefined || value === null || typeof value === "string";

function isTexts(value) {
  if (!Array.isArray(value)) return false;
  for (let index = 0; index < value.length; index += 1) {
    if (typeof value[index] !== "string") return false;
  }
  return true;
}

const isTextsOrNothing = (value) => value === undefined || value === null || isTexts(value);

function isLaboratory(details) {
  return (
    isTextOrNothing(details.sub_account_id) &&
    isTextOrNothing(details.sub_account_name) &&
    isTextsOrNothing(details.allowed_billing_types) &&
    areStatesOrNothing(details.disallowed_billing_states)
  );
}

function areStatesOrNothing(states) {
  if (states === undefined || states === null) return true;
  if (!isObject(states)) return false;
  for (const key of Object.keys(states)) if (!isTexts(states[key])) return false;
  return true;
}

const isFitbit = (fitbit) =>
  isObject(fitbit) &&
  (fitbit.is_hr_enabled === undefined || typeof fitbit.is_hr_enabled === "boolean") &&
  typeof fitbit.workout_verify_token === "string" &&
  typeof fitbit.sleep_verify_token === "string" &&
  typeof fitbit.body_verify_token === "string" &&
  isTextOrNothing(fitbit.foods_verify_token);

const isLabcorp = (labcorp) =>
  isObject(labcorp) &&
  typeof labcorp.account_number === "string" &&
  typeof labcorp.billing_method === "string";

const isGetlabs = (getlabs) =>
  isObject(getlabs) &&
  typeof getlabs.webhook_secret_key === "string" &&
  typeof getlabs.webhook_secret_token === "string";

const isPhlebfinders = (phlebfinders) =>
  isObject(phlebfinders) &&
  typeof phlebfinders.account_id === "string" &&
  typeof phlebfinders.account_name === "string" &&
  typeof phlebfinders.team_id === "string" &&
  typeof phlebfinders.team_name === "string" &&
  typeof phlebfinders.webhook_token === "string" &&
  typeof phlebfinders.email === "string";

function areDetails(details) {
  if (!isObject(details)) return false;
  if (details.fitbit !== undefined && isFitbit(details.fitbit)) return true;
  if (typeof details.redirect_uri === "string" && isTexts(details.data_scopes)) return true;
  if (typeof details.project_number === "string" && typeof details.service_account_email === "string") {
    return true;
  }
  if (details.bioreference !== undefined && isObject(details.bioreference) && isLaboratory(details)) {
    return true;
  }
  if (details.labcorp !== undefined && isLabcorp(details.labcorp) && isLaboratory(details)) return true;
  if (
    details.quest !== undefined &&
    isObject(details.quest) &&
    isTextsOrNothing(details.allowed_business_units) &&
    isLaboratory(details)
  ) {
    return true;
  }
  if (typeof details.webhook_secret === "string") return true;
  if (details.getlabs !== undefined && isGetlabs(details.getlabs)) return true;
  if (details.phlebfinders !== undefined && isPhlebfinders(details.phlebfinders)) return true;
  if (
    typeof details.sending_facility === "string" &&
    typeof details.sending_application === "string" &&
    typeof details.receiving_facility === "string" &&
    typeof details.receiving_application === "string" &&
    isLaboratory(details)
  ) {
    return true;
  }
  if (typeof details.client === "string") return true;
  return !tellingKeys.some((key) => Object.hasOwn(details, key));
}

function checkCredential(credential, index) {
  const at = (key) => `credentials[${index}].${key}`;
  if (!isObject(credential)) fail(`credentials[${index}]`, "an object");
  if (typeof credential.id !== "string" || !uuid.test(credential.id)) fail(at("id"), "a uuid");
  if (!isTextOrNothing(credential.client_id)) fail(at("client_id"), "a string or null");
  if (!isTextOrNothing(credential.client_secret_hash)) fail(at("client_secret_hash"), "a string or null");
  if (typeof credential.source !== "string") fail(at("source"), "a string");
  if (typeof credential.team_id !== "string" || !uuid.test(credential.team_id)) fail(at("team_id"), "a uuid");
  if (typeof credential.created_at !== "string" || !dateTime.test(credential.created_at)) {
    fail(at("created_at"), "a date and time");
  }
  if (typeof credential.updated_at !== "string" || !dateTime.test(credential.updated_at)) {
    fail(at("updated_at"), "a date and time");
  }
  const { details } = credential;
  if (details !== undefined && details !== null && !areDetails(details)) fail(at("details"), "known details");
  if (!isTextOrNothing(credential.app_url)) fail(at("app_url"), "a string or null");
  if (!isTextOrNothing(credential.redirect_url_override)) {
    fail(at("redirect_url_override"), "a string or null");
  }
}

export function check(page) {
  if (!isObject(page)) fail("the page", "an object");
  if (!Array.isArray(page.credentials)) fail("credentials", "an array");
  for (let index = 0; index < page.credentials.length; index += 1) {
    checkCredential(page.credentials[index], index);
  }
  if (!isTextOrNothing(page.next_cursor)) fail("next_cursor", "a string or null");
  return page;
}

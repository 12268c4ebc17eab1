// Validates a document with the description of the API only, independently of the models and of the validator.

import { readFileSync } from "node:fs";
import { Members, NumberText } from "./reader.mjs";

const { values, objects, ...rules } = JSON.parse(
  readFileSync(new URL("../fixtures/description.json", import.meta.url), "utf8"),
);

/** The shapes of `details`. */
export const shapes = Object.keys(objects).filter((name) => name.endsWith("ProviderDetails"));

/** The objects that may have no other keys in a request. */
const closed = new Set(rules.closed);
const requests = new Set(["UpsertTeamCustomCredentialsBody", "PrepareTeamCustomCredentialsBody"]);

/** The shapes that `set` accepts for each provider. The API does not describe this rule. */
const pairings = new Map(Object.entries(rules.pairings));

const fieldsOf = new Map(
  Object.entries(objects).map(([name, fields]) => [
    name,
    new Map(
      Object.entries(fields).map(([key, type]) => [
        key.replace("?", ""),
        { judge: typeNamed(type), isRequired: !key.endsWith("?") },
      ]),
    ),
  ]),
);
const requiredOf = new Map(
  Object.keys(objects).map((name) => [
    name,
    [...fieldsOf.get(name)].filter(([, { isRequired }]) => isRequired).map(([key]) => key),
  ]),
);

/** Whether a type is part of a request. For such types, unknown values of the description's enums are invalid. */
export function isRequest(type) {
  return requests.has(type);
}

/** Returns the paths of all invalid values, in no particular order. */
export function wrongPaths(type, value) {
  const wrong = [];
  const context = { wrong, isRequest: isRequest(type), shapes };
  if (type === "UpsertTeamCustomCredentialsBody" && isObject(value)) pair(value, context);
  judgeObject(type, value, "", context);
  return wrong;
}

function pair(body, context) {
  const last = new Map(membersOf(body));
  const provider = last.get("provider");
  const isMissing = (key) => last.get(key) === null || !last.has(key);
  if (provider === "freestyle_libre") {
    if (isMissing("client_id")) context.wrong.push("client_id");
    for (const key of ["client_secret", "details", "redirect_url_override"]) {
      if (last.has(key)) context.wrong.push(key);
    }
  } else if (provider === "google_health" && isMissing("details")) {
    context.wrong.push("details");
  }
  context.shapes = pairings.get(provider) ?? shapes;
}

function typeNamed(text) {
  if (text.startsWith("(")) return arrayOf(typeNamed(text.slice(1, -3)));
  const names = text.split(" | ");
  const isNullable = names.includes("null");
  const others = names.filter((name) => name !== "null");
  const judge = others.length === 1 ? oneType(others[0]) : eitherOf(others);
  return isNullable
    ? (value, path, context) => {
        if (value !== null) judge(value, path, context);
      }
    : judge;
}

/** An enum that consists of several enums, or a string or an integer. */
function eitherOf(names) {
  if (names.every((name) => name in values)) return oneOf(names.flatMap((name) => values[name]));
  return test((value) => typeof value === "string" || isInteger(value));
}

function oneType(name) {
  const map = /^map of (\w+) to (.+)$/.exec(name);
  if (map !== null) return mapOf(values[map[1]], typeNamed(map[2]));
  if (name.endsWith("[]")) return arrayOf(typeNamed(name.slice(0, -2)));
  if (name in values) return oneOf(values[name]);
  if (name === "Details") return judgeDetails;
  if (name in objects) return (value, path, context) => judgeObject(name, value, path, context);
  return {
    string: test((value) => typeof value === "string"),
    uuid: test((value) => typeof value === "string" && uuid.test(value)),
    "date-time": test((value) => typeof value === "string" && isDateTime(value)),
    boolean: test((value) => typeof value === "boolean"),
    integer: test(isInteger),
    object: test(isObject),
    anything: () => {},
  }[name];
}

function test(holds) {
  return (value, path, { wrong }) => {
    if (!holds(value)) wrong.push(path);
  };
}

function oneOf(known) {
  const all = new Set(known);
  return (value, path, { wrong, isRequest }) => {
    if (typeof value !== "string" || (isRequest && !all.has(value))) wrong.push(path);
  };
}

function arrayOf(judge) {
  return (value, path, context) => {
    if (!Array.isArray(value)) context.wrong.push(path);
    else for (let index = 0; index < value.length; index++) judge(value[index], `${path}[${index}]`, context);
  };
}

function mapOf(known, judge) {
  return (value, path, context) => {
    if (!isObject(value)) {
      context.wrong.push(path);
      return;
    }
    for (const [key, item] of membersOf(value)) {
      const isKnown = known.includes(key);
      if (!isKnown && context.isRequest) context.wrong.push(path);
      judge(item, `${path}.${isKnown ? key : "*"}`, context);
    }
  };
}

function judgeObject(name, value, path, context) {
  if (!isObject(value)) {
    context.wrong.push(path);
    return;
  }
  const fields = fieldsOf.get(name);
  for (const [key, item] of membersOf(value)) {
    const field = fields.get(key);
    if (field !== undefined) field.judge(item, inside(path, key), context);
    else if (context.isRequest && closed.has(name)) context.wrong.push(path);
  }
  for (const key of requiredOf.get(name)) {
    if (!has(value, key)) context.wrong.push(inside(path, key));
  }
}

/** Details must have one of the shapes. In a response they may also have none of the keys that identify the shapes. */
function judgeDetails(value, path, context) {
  if (!isObject(value)) {
    context.wrong.push(path);
    return;
  }
  const all = [];
  for (const shape of context.shapes) {
    const isMeant = requiredOf.get(shape).some((key) => has(value, key));
    if (!isMeant && context.shapes.length > 1) continue;
    const tried = { ...context, wrong: [] };
    judgeObject(shape, value, path, tried);
    if (tried.wrong.length === 0) return;
    all.push(...tried.wrong);
  }
  if (all.length > 0) context.wrong.push(...all);
  else if (context.isRequest) context.wrong.push(path);
}

function inside(path, key) {
  return path === "" ? key : `${path}.${key}`;
}

function isObject(value) {
  return (
    typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof NumberText)
  );
}

function membersOf(object) {
  return object instanceof Members ? object.pairs : Object.entries(object);
}

function has(object, key) {
  return object instanceof Members
    ? object.pairs.some(([other]) => other === key)
    : Object.hasOwn(object, key);
}

/** A number beyond the range of floats is also an integer. */
function isInteger(value) {
  if (value instanceof NumberText) return value.isWhole();
  return (
    typeof value === "number" && (Number.isInteger(value) || Math.abs(value) === Number.POSITIVE_INFINITY)
  );
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const dateTime = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:Z|([+-])(\d\d):(\d\d))?$/i;

/** RFC 3339, or the same without a time zone. */
function isDateTime(text) {
  const match = dateTime.exec(text);
  if (match === null) return false;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number);
  const [hours, minutes] = [Number(match[8] ?? 0), Number(match[9] ?? 0)];
  if (month < 1 || month > 12 || hour > 23 || minute > 59 || hours > 23 || minutes > 59) return false;
  const isLeapYear = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, isLeapYear ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
  if (day < 1 || day > days || second > 60) return false;
  // A leap second is the last second of a day in UTC.
  const offset = (match[7] === "-" ? -1 : 1) * (hours * 60 + minutes);
  return second < 60 || (hour * 60 + minute - offset + 2880) % 1440 === 1439;
}

// Compares an operation of the client with the same operation in an OpenAPI document.

import { wordsFor } from "./alternatives.mjs";
import { headers, pathSchema, reference, refusal } from "./common.mjs";
import { isRecord } from "./document.mjs";

const json = /^(application\/([\w.-]+\+)?json|application\/\*|\*\/\*) *(;|$)/i;
const success = /^2(\d\d|XX)$/i;

export function compareOperation(comparison, call, operation) {
  const parameters = parametersOf(comparison.file, operation);
  comparePath(comparison, call, operation, parameters);
  compareQuery(comparison, call, parameters);
  compareHeaders(comparison, parameters);
  compareBody(comparison, call, operation);
  compareAnswers(comparison, call, operation);
}

/** Returns the parameters of an operation. If a name occurs several times, the last one counts. */
function parametersOf(file, { parameters }) {
  const byName = new Map();
  for (const value of parameters) {
    const target = file.follow(value);
    byName.set(`${target.in} ${target.name}`, target);
  }
  return [...byName.values()];
}

function comparePath(comparison, call, { path }, parameters) {
  const names = placeholdersOf(call.path);
  // A prefix of the described path may have parameters of its own.
  const described = placeholdersOf(path).slice(-names.length);
  for (const [index, name] of names.entries()) {
    const found = parameters.find((one) => one.in === "path" && one.name === described[index]);
    if (found) comparison.parameters(`(path).${name}`, pathSchema(name), schemaOf(found));
  }
}

function placeholdersOf(path) {
  return Array.from(path.matchAll(/\{([^}]*)\}/g), ([, name]) => name);
}

function compareQuery(comparison, { query }, parameters) {
  const { properties = {}, required = [] } = query ? comparison.models.follow(reference(query)) : {};
  const described = parameters.filter((one) => one.in === "query");
  for (const [name, schema] of Object.entries(properties)) {
    const place = `${query}.${name}`;
    const found = described.find((one) => one.name === name);
    if (found) {
      comparison.required(place, required.includes(name), found.required === true);
      comparison.parameters(place, schema, schemaOf(found));
    } else {
      const what = wordsFor(comparison.known(schema));
      comparison.report({ side: "models", kind: "parameter", place, what });
    }
  }
  for (const one of described) {
    if (!Object.hasOwn(properties, one.name)) reportNew(comparison, query ?? "(query)", one);
  }
}

function compareHeaders(comparison, parameters) {
  for (const one of parameters) {
    const isKnown = one.in === "header" && headers.includes(String(one.name).toLowerCase());
    if (one.in !== "path" && one.in !== "query" && !isKnown) reportNew(comparison, `(${one.in})`, one);
  }
}

function reportNew(comparison, holder, parameter) {
  const flag = parameter.required === true ? ", required" : "";
  const what = wordsFor(comparison.given(schemaOf(parameter))) + flag;
  comparison.report({ side: "file", kind: "parameter", place: `${holder}.${parameter.name}`, what });
}

function compareBody(comparison, { body }, { requestBody }) {
  const described = comparison.file.follow(requestBody);
  const schema = jsonSchemaIn(described);
  if (body !== undefined && schema !== undefined) {
    comparison.required(body, true, described.required === true);
    comparison.schemas(body, reference(body), schema);
  } else if (body !== undefined) {
    comparison.report({ side: "models", kind: "shape", place: "(body)", what: body });
  } else if (schema !== undefined) {
    const what = wordsFor(comparison.given(schema));
    comparison.report({ side: "file", kind: "shape", place: "(body)", what });
  }
}

function compareAnswers(comparison, { answer }, operation) {
  const { file, report } = comparison;
  const responses = file.follow(operation.responses);
  const isDescribed = (status, name) => {
    const schema = jsonSchemaIn(file.follow(responses[status] ?? {}));
    if (schema !== undefined) comparison.schemas(name, reference(name), schema);
    return schema !== undefined;
  };

  const good = Object.keys(responses).filter((status) => success.test(status));
  const other = good.filter((status) => !isDescribed(status, answer));
  for (const status of other) {
    report({ side: "file", kind: "shape", place: `(answer ${status})`, what: "no JSON" });
  }
  if (other.length === good.length) {
    report({ side: "models", kind: "shape", place: "(answer)", what: answer });
  }
  if (!isDescribed("422", refusal)) {
    report({ side: "models", kind: "shape", place: "(answer 422)", what: refusal });
  }
}

function schemaOf(parameter) {
  return parameter.schema ?? jsonSchemaIn(parameter) ?? true;
}

/** Returns the schema of the JSON content of a body, a response or a parameter. */
function jsonSchemaIn({ content }) {
  if (!isRecord(content)) return undefined;
  const type = Object.keys(content).find((name) => json.test(name));
  return type === undefined ? undefined : (content[type]?.schema ?? true);
}

// Finds the operations of an OpenAPI document, and their differences from the operations of the client.

import { Failure } from "../step.mjs";
import { refusal } from "./common.mjs";
import { Comparison } from "./comparison.mjs";
import { Document } from "./document.mjs";
import { compareOperation } from "./operation.mjs";

const methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];
const resource = "team_custom_credentials";

/**
 * Returns every difference between the models (JSON Schemas and operations by name) and an OpenAPI document: `side`,
 * `kind`, `place`, `what`, and `calls`, the operations of the client that it affects.
 */
export function differences({ jsonSchemas, operations: calls }, file) {
  const models = new Document("the models", { $defs: jsonSchemas });
  const named = Object.values(calls).flatMap(({ body, answer }) => [body, answer]);
  const starts = new Set([...named, refusal].filter((name) => name !== undefined));
  const found = new Map();
  const reporter = (call) => (difference) => {
    const key = JSON.stringify(difference);
    if (!found.has(key)) found.set(key, { ...difference, calls: new Set() });
    if (call !== undefined) found.get(key).calls.add(call);
  };

  const operations = operationsOf(file, calls);
  for (const [name, call] of Object.entries(calls)) {
    const report = reporter(name);
    const comparison = new Comparison({ models, file, starts, report });
    const described = operations.filter((operation) => operation.call === name);
    if (described.length === 0) report({ side: "models", ...differenceOf(call) });
    for (const operation of described) compareOperation(comparison, call, operation);
  }
  for (const operation of operations) {
    if (operation.call === undefined) reporter()({ side: "file", ...differenceOf(operation) });
  }
  return [...found.values()].map((difference) => ({ ...difference, calls: [...difference.calls] }));
}

function differenceOf({ method, path }) {
  return { kind: "operation", place: `${method.toUpperCase()} ${path}`, what: "" };
}

/** Returns the operations on this resource and all other operations of the client, each with its name in the client. */
function operationsOf(file, calls) {
  const found = [];
  for (const [path, value] of Object.entries(file.root.paths)) {
    const item = file.follow(value);
    for (const method of methods) {
      if (item[method] === undefined) continue;
      const call = callOf(calls, method, path);
      if (call === undefined && !path.includes(resource)) continue;
      const operation = file.follow(item[method]);
      const { requestBody = {}, responses = {} } = operation;
      // The parameters of an operation come last, because they override those of its path.
      const parameters = [item.parameters, operation.parameters].filter(Array.isArray).flat();
      found.push({ call, method, path, parameters, requestBody, responses });
    }
  }
  if (found.some(({ path }) => path.includes(resource))) return found;
  throw new Failure(`${file.name} describes no operation whose path contains ${resource}`);
}

function callOf(calls, method, path) {
  // A description may use other names for path parameters, and its paths may begin with a prefix.
  const form = (template) => template.replaceAll(/\{[^}]*\}/g, "{}").replace(/\/$/, "");
  const isThis = (call) => call.method.toLowerCase() === method && form(path).endsWith(form(call.path));
  return Object.keys(calls).find((name) => isThis(calls[name]));
}

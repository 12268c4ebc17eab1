/** The texts of errors, at a terminal and in JSON. */

import { isJunctionError } from "junction-credentials";
import type { ErrorDocument } from "junction-credentials/plan";
import { Interrupted, UsageError } from "./exit.js";

/** The name of an error that is not of this package. Its text may contain anything, and is not shown. */
export function nameOfError(error: unknown): string {
  return error instanceof Error ? error.name : "Error";
}

/** Returns what to tell about an error that ended a command. */
export function errorText(error: unknown, environment: NodeJS.ProcessEnv): string {
  if (error instanceof UsageError || error instanceof Interrupted) return error.message;
  if (!isJunctionError(error)) return `${nameOfError(error)}: this is a bug of junction-credentials`;
  const text = error.message.replace(/`(\w+)(?:\[0\])?`(?=: )/g, (path, name: string) =>
    Object.hasOwn(names, name) ? (names[name] ?? path) : path,
  );
  const hint = isNetwork(error) ? proxyHint(environment) : undefined;
  return [text, ...(hint ? [hint] : [])].join("\n");
}

/** What the command line calls the arguments of the package that come from its own. */
const names: { readonly [path: string]: string } = {
  env: "--env",
  envs: "--env",
  region: "--region",
  regions: "--region",
  baseUrl: "--base-url",
  orgId: "JUNCTION_ORG_ID",
  managementKey: "JUNCTION_MANAGEMENT_KEY",
  search_query: "--search",
  unverified: "--unverified",
  drift: "--drift",
  client_id: "--client-id",
  redirect_url_override: "--redirect-url",
};

function isNetwork(error: unknown): boolean {
  if (!isJunctionError(error)) return false;
  if (error.kind === "partial") return error.failures.some((failure) => isNetwork(failure.error));
  return error.kind === "network" || error.kind === "timeout";
}

/** Node's `fetch` uses a proxy only if it is told to. */
function proxyHint(environment: NodeJS.ProcessEnv): string | undefined {
  const name = ["HTTPS_PROXY", "https_proxy"].find((variable) => environment[variable]);
  if (!name || environment.NODE_USE_ENV_PROXY || !process.versions.node) return undefined;
  return `${name} is set, but Node ignores it; set NODE_USE_ENV_PROXY=1, in Node 24 or newer`;
}

/** Returns an error for a JSON document. */
export function errorDocument(error: unknown): ErrorDocument {
  // The text of an error that is not of this package may contain anything.
  if (!isJunctionError(error)) return { kind: nameOfError(error), message: nameOfError(error) };
  const { kind, message } = error;
  return { kind, message, ...(error.kind === "api" && { status: error.status }) };
}

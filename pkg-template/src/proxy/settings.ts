/** Validates and copies the options of `managementProxy`, so that they cannot be changed later. */

import type { JunctionManagement } from "../client/management.js";
import { each, isAbsentOr, isObject, noOther, requireAll } from "../errors/option-checks.js";
import type { OperationName } from "../operation-names.js";
import { operations as known } from "../operations.js";
import type { ManagementProxyOptions } from "./options.js";

/** The options with their defaults. */
export interface Settings<Context> {
  readonly junction: JunctionManagement;
  /** Without a slash at its end. */
  readonly basePath: string;
  readonly authorize: ManagementProxyOptions<Context>["authorize"];
  readonly operations: ReadonlySet<OperationName>;
  /** Undefined if the origin of each request is allowed. */
  readonly origins: readonly string[] | undefined;
  readonly showSecrets: boolean;
  readonly onAudit: ManagementProxyOptions<Context>["onAudit"];
  /** How long the functions of the caller may take, in milliseconds. */
  readonly patienceMs: number;
}

const mostPatienceMs = 10_000;

/** @throws {RequestError} If an option is missing, invalid or unknown. The error lists all of them. */
export function settingsOf<Context>(options: ManagementProxyOptions<Context>): Settings<Context> {
  // A copy, because getters may return something else the next time.
  const given = { ...options };
  requireOptions(given);
  const { junction, basePath, authorize, origins, showSecrets, onAudit } = given;
  return {
    junction,
    basePath: bare(basePath),
    authorize,
    operations: new Set(given.operations ?? ["teams", "list", "prepare"]),
    origins: origins && [...origins],
    showSecrets: showSecrets === true,
    onAudit,
    patienceMs: Math.min(junction.settings.timeoutMs ?? mostPatienceMs, mostPatienceMs),
  };
}

function requireOptions(options: ManagementProxyOptions<never>): void {
  const { junction, basePath, authorize, operations, origins, showSecrets, onAudit, ...others } = Object(
    options,
  ) as { readonly [Name in keyof ManagementProxyOptions<never>]: unknown };
  const origin = "an origin such as `https://admin.example.com`, without a path";
  requireAll([
    [isClient(junction), "junction", "a `JunctionManagement`"],
    [isPath(basePath), "basePath", "a path such as `/api/junction`"],
    [typeof authorize === "function", "authorize", "a function"],
    ...(operations === undefined ? [] : each(operations, "operations", isOperation, operationNames)),
    ...(origins === undefined ? [] : each(origins, "origins", isOrigin, origin)),
    [isAbsentOr("boolean", showSecrets), "showSecrets", "a boolean"],
    [isAbsentOr("function", onAudit), "onAudit", "a function"],
    ...noOther(others),
  ]);
}

const operationNames = Object.keys(known).join(", ");

const isOperation = (name: unknown): boolean => typeof name === "string" && Object.hasOwn(known, name);

const isClient = (value: unknown): boolean =>
  isObject(value) && "teamCustomCredentials" in value && "settings" in value;

function isPath(value: unknown): boolean {
  if (typeof value !== "string" || value.includes("//")) return false;
  const url = urlOf(`https://path.invalid${value}`);
  return (
    url !== undefined &&
    url.pathname === (bare(value) ? value : "/") &&
    url.href.endsWith(`.invalid${url.pathname}`)
  );
}

const isOrigin = (value: unknown): boolean =>
  typeof value === "string" && /^https?:[^*]+$/.test(value) && urlOf(value)?.origin === value;

const bare = (path: string): string => path.replace(/\/$/, "");

function urlOf(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}

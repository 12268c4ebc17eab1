/** Checks the options of `forwardCallback`. */

import { each, isAbsentOr, isObject, noOther, requireAll } from "../errors/option-checks.js";
import type { CallbackOptions } from "./options.js";
import { type CallbackScope, linkOf } from "./scopes.js";

/** @throws {RequestError} If an option is missing, invalid or unknown. The error lists all of them. */
export function requireOptions(options: CallbackOptions): void {
  const { scopes, providers, hosts, audiences, shared, onForward, ...others } = Object(options) as {
    readonly [Name in keyof CallbackOptions]: unknown;
  };
  const scope = "an `env` (production, sandbox) and a `region` (us, eu)";
  requireAll([
    ...each(scopes, "scopes", isScope, scope),
    ...each(providers, "providers", isProvider, "a provider"),
    [/^(undefined|junction|tryvital)$/.test(String(hosts)), "hosts", "`junction` or `tryvital`"],
    [Object.values(Object(audiences)).every(isScope), "audiences.*", scope],
    [isAbsentOr("boolean", shared), "shared", "a boolean"],
    [isAbsentOr("function", onForward), "onForward", "a function"],
    ...noOther(others),
  ]);
}

const isScope = (scope: unknown): boolean =>
  isObject(scope) && linkOf(scope as CallbackScope, "junction") !== undefined;

const isProvider = (provider: unknown): boolean => typeof provider === "string" && /^\w+$/.test(provider);

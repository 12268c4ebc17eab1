/** Checks the options of `forwardCallback`. */

import { each, isAbsentOr, noOther, requireAll } from "../errors/option-checks.js";
import type { CallbackOptions } from "./options.js";
import { type CallbackHosts, type CallbackScope, isKnown } from "./scopes.js";

/** @throws {RequestError} If an option is missing, invalid or unknown. The error lists all of them. */
export function requireOptions(options: CallbackOptions): void {
  const { scopes, providers, hosts, audiences, shared, onForward, ...others } = Object(options) as {
    readonly [Name in keyof CallbackOptions]: unknown;
  };
  const scope = "`env` production or sandbox, `region` us or eu";
  requireAll([
    ...each(scopes, "scopes", isScope, scope),
    ...each(providers, "providers", isProvider, "a provider"),
    [
      [undefined, "junction", "tryvital"].includes(hosts as CallbackHosts),
      "hosts",
      "`junction` or `tryvital`",
    ],
    [audiences === undefined || isScopes(audiences), "audiences", scope],
    [isAbsentOr("boolean", shared), "shared", "a boolean"],
    [isAbsentOr("function", onForward), "onForward", "a function"],
    ...noOther(others),
  ]);
}

/** A list in place of a text would have the same name. */
const isScope = (scope: unknown): boolean => {
  const { env, region } = Object(scope) as Partial<CallbackScope>;
  return typeof env === "string" && typeof region === "string" && isKnown({ env, region });
};

const isScopes = (scopes: unknown): boolean =>
  Object(scopes) === scopes && Object.values(Object(scopes)).every(isScope);

const isProvider = (provider: unknown): boolean => typeof provider === "string" && /^\w+$/.test(provider);

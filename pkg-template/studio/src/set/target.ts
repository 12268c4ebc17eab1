/** What a credential is set for: a team, a provider, an environment and a region. */

import {
  appointmentProviders,
  labs,
  labsProviders,
  oauthProviders,
  providers,
  type SetProvider,
} from "junction-credentials";
import type { Address } from "../address.ts";
import { isEnv, isRegion, type Scope } from "../data/scopes.ts";
import type { Option } from "../parts/picker.tsx";

/** A complete choice. */
export interface Target extends Scope {
  readonly team: string;
  readonly provider: SetProvider;
}

const groups: readonly (readonly [note: string, values: readonly SetProvider[]])[] = [
  ["OAuth", oauthProviders],
  ["no OAuth", providers],
  ["laboratory", labs],
  ["appointments", appointmentProviders],
  ["laboratory service", labsProviders],
];

/** The providers that can be set. A name that is in several groups has one option. */
export const providerOptions: readonly Option[] = [
  ...new Map(groups.flatMap(([note, values]) => values.map((value) => [value, note] as const)).reverse()),
]
  .reverse()
  .map(([value, note]) => ({
    value,
    label: value,
    note: value === "fitbit" ? "retired: use google_health" : note,
  }));

const known = new Set(providerOptions.map(({ value }) => value));
export const isProvider = (value: string): value is SetProvider => known.has(value);

const isUuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Returns the choice of an address, or undefined if something is not chosen yet. */
export function targetOf({ team, provider, env, region }: Address): Target | undefined {
  if (!isUuid.test(team) || !isProvider(provider) || !isEnv(env) || !isRegion(region)) return undefined;
  return { team, provider, env, region };
}

/** The environments and regions. */

import type { Env, Region } from "junction-credentials";

export const envs = ["production", "sandbox"] as const satisfies readonly Env[];
export const regions = ["us", "eu"] as const satisfies readonly Region[];

/** An environment and region. */
export interface Scope {
  readonly env: Env;
  readonly region: Region;
}

/** All scopes, production first. */
export const scopes: readonly Scope[] = envs.flatMap((env) => regions.map((region) => ({ env, region })));

export const isEnv = (value: string): value is Env => (envs as readonly string[]).includes(value);
export const isRegion = (value: string): value is Region => (regions as readonly string[]).includes(value);

/** The name of a scope for people: `production US`. */
export const scopeName = ({ env, region }: Scope): string => `${env} ${region.toUpperCase()}`;

/** Whether two scopes are the same. */
export const isSameScope = (one: Scope, other: Scope): boolean =>
  one.env === other.env && one.region === other.region;

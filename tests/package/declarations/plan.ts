/** A library that uses plans. */

import type { JunctionManagement } from "junction-credentials";
import {
  type ApplyOptions,
  apply,
  defineConfig,
  init,
  type PlanConfig,
  parseConfig,
  plan,
  pull,
} from "junction-credentials/plan";

export * from "junction-credentials/plan";

export const ready = init.bind(undefined);
export const config = defineConfig({ credentials: [] });
export const define = defineConfig.bind(undefined);
export const read = parseConfig.bind(undefined);
export const made = plan.bind(undefined);
export const applied = apply.bind(undefined);
export const pulled = pull.bind(undefined);
export const drifts = async (junction: JunctionManagement, wanted: PlanConfig) =>
  (await plan(junction, wanted)).changes.filter(({ secret }) => secret === "changed_elsewhere");
export const brought = async (junction: JunctionManagement, wanted: PlanConfig, options: ApplyOptions) => ({
  ...(await apply(junction, await plan(junction, wanted), wanted, options)),
});

/** The exports of `junction-credentials/plan`. */

export { type ApplyOptions, apply } from "./apply.js";
export {
  type ConfigEntry,
  defineConfig,
  type EntryScope,
  type EntryTeam,
  type PlanConfig,
  type PruneBound,
  type Referable,
  type Reference,
} from "./config.js";
export { parseConfig } from "./config-file.js";
export type {
  AppliedChange,
  ApplyDocument,
  ErrorDocument,
  ListDocument,
  ListedCredential,
  SetDocument,
  TeamsDocument,
} from "./documents.js";
export { ChangeError, PlanError } from "./errors.js";
export type { Lock, LockedCredential } from "./lock.js";
export type {
  Action,
  Change,
  ChangeResult,
  FieldChange,
  Outcome,
  Plan,
  PlanChoices,
  PlanSummary,
  SecretState,
} from "./outcome.js";
export { type PlanOptions, type PlanProgress, plan } from "./plan.js";
export type { ApplyProgress } from "./progress.js";
export { type Omitted, type Pulled, type PulledVariable, type PullOptions, pull } from "./pull.js";
export type { FileContent, Resolve } from "./sources.js";

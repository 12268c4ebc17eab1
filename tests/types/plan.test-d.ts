/** The types of `junction-credentials/plan`. */

import { type Env, type JunctionError, JunctionManagement, type Region } from "junction-credentials";
import {
  type ApplyProgress,
  apply,
  type Change,
  ChangeError,
  type ConfigEntry,
  defineConfig,
  type Lock,
  type Outcome,
  type Plan,
  type PlanConfig,
  PlanError,
  type Pulled,
  parseConfig,
  plan,
  pull,
  type Reference,
} from "junction-credentials/plan";
import { expectType, some } from "./expect-type.js";

const team_id = some<string>();
const junction = new JunctionManagement();

// A config, with references where secrets are.
const config = defineConfig({
  credentials: [
    {
      env: "production",
      team: "Clinic North",
      provider: "strava",
      client_id: { env: "STRAVA_ID" },
      client_secret: { env: "STRAVA_SECRET" },
    },
    {
      env: "sandbox",
      region: "us",
      team_id,
      provider: "polar",
      client_id: "1",
      client_secret: () => "s",
      details: { webhook_secret: { file: "polar.secret" } },
    },
    {
      env: "sandbox",
      team: { integration_team_id: "17" },
      provider: "freestyle_libre",
      client_id: async () => "1",
    },
    {
      env: "sandbox",
      team_id,
      provider: "fitbit",
      client_secret: null,
      details: {
        fitbit: {
          workout_verify_token: { env: "A" },
          sleep_verify_token: "b",
          body_verify_token: () => "c",
          foods_verify_token: null,
          is_hr_enabled: true,
        },
      },
    },
    { env: "sandbox", team_id, provider: "quest", details: { quest: { login: { env: "A" } } } },
  ],
  prune: [{ env: "production", region: "us", teams: ["Clinic North"], providers: ["strava", "oura"] }],
});
expectType<PlanConfig>()(config);
some<{ env: string } | { file: string } | (() => string) | (() => Promise<string>)>() satisfies Reference;

const entry = (value: ConfigEntry): ConfigEntry => value;
entry({ env: "sandbox", team_id, provider: "strava" });
// @ts-expect-error The provider is unknown.
entry({ env: "sandbox", team_id, provider: "strva" });
// @ts-expect-error The environment is required.
entry({ team_id, provider: "strava" });
// @ts-expect-error A team is required.
entry({ env: "sandbox", provider: "strava" });
// @ts-expect-error There are two teams.
entry({ env: "sandbox", team_id, team: "Clinic North", provider: "strava" });
// @ts-expect-error A key is misspelt.
entry({ env: "sandbox", team_id, provider: "strava", clientid: "1" });
// @ts-expect-error Only secrets and the client id may be references.
entry({ env: "sandbox", team_id, provider: "strava", redirect_url_override: { env: "A" } });
// @ts-expect-error These are the details of another provider.
entry({ env: "sandbox", team_id, provider: "fitbit", details: { webhook_secret: "s" } });
// @ts-expect-error The provider takes a client id and nothing else.
entry({ env: "sandbox", team_id, provider: "freestyle_libre", client_id: "1", client_secret: { env: "A" } });
// @ts-expect-error The details are required.
entry({ env: "sandbox", team_id, provider: "google_health" });
// @ts-expect-error A number is no reference.
entry({ env: "sandbox", team_id, provider: "strava", client_secret: { env: 7 } });
// @ts-expect-error The region of a bound is required.
defineConfig({ credentials: [], prune: [{ env: "sandbox" }] });

// A config in a file.
expectType<PlanConfig>()(await parseConfig("{}"));
expectType<PlanConfig>()(await parseConfig(new Uint8Array()));
// @ts-expect-error Parsed already.
parseConfig({ credentials: [] });

// A plan.
const difference = await plan(junction, config, {
  lock: some<Lock | undefined>(),
  prune: true,
  unverified: "trust",
  drift: "overwrite",
  resolve: { env: (name) => name.toLowerCase(), file: async () => new Uint8Array() },
  onProgress: ({ done, total }) => console.log(done / total),
  signal: AbortSignal.timeout(1),
});
expectType<Plan>()(difference);
// @ts-expect-error An unknown choice.
plan(junction, config, { unverified: "maybe" });
const [change] = difference.changes;
if (change) {
  expectType<Change>()(change);
  expectType<Env>()(change.env);
  expectType<Region>()(change.region);
  expectType<"create" | "update" | "delete" | "trust" | "skip" | "none">()(change.action);
  expectType<"none" | "same" | "rotated" | "unverified" | "changed_elsewhere">()(change.secret);
}
expectType<number>()(difference.summary.create);
expectType<number>()(difference.summary.secrets.changed_elsewhere);
JSON.parse("") satisfies Plan;

// Its outcome.
const outcome = await apply(junction, difference, config, {
  lock: null,
  concurrency: 2,
  onProgress: async ({ change, status, lock }) => {
    expectType<Change>()(change);
    expectType<ApplyProgress["status"]>()(status);
    expectType<Lock>()(lock);
  },
});
expectType<Outcome>()(outcome);
expectType<Lock>()(outcome.lock);
expectType<boolean>()(outcome.aborted);
for (const { change, error } of [
  ...outcome.failed,
  ...outcome.unknown,
  ...outcome.skipped,
  ...outcome.done,
]) {
  expectType<Change>()(change);
  if (error instanceof ChangeError) expectType<"stale" | "config_changed" | "not_deleted">()(error.kind);
}
expectType<Outcome>()(some<PlanError>().outcome);
expectType<Lock>()(some<PlanError>().lock);
some<PlanError | ChangeError>() satisfies JunctionError;
new PlanError(outcome, new Error()) satisfies Error;

// What is pulled.
const pulled = await pull(junction, {
  envs: ["sandbox"],
  regions: ["eu"],
  team_id: [team_id],
  provider: "oura",
});
expectType<Pulled>()(pulled);
expectType<PlanConfig>()(pulled.config);
expectType<{ readonly name: string; readonly path: string }>()(
  some<{ readonly [Name in keyof Pulled["variables"][number]]: Pulled["variables"][number][Name] }>(),
);
expectType<string>()(pulled.omitted[0]?.reason ?? "");

/** The arguments and the result of `prepare`. */

import {
  type CustomCredentialPreparationStep,
  type Labs,
  labs,
  type PrepareProvider,
  type PrepareTeamCustomCredentialsResponse,
  type Providers,
  providers,
  type TeamCustomCredentials,
} from "junction-credentials";
import { expectType, some } from "./expect-type.js";

const credentials = some<TeamCustomCredentials>();
const team_id = some<string>();

// Providers and laboratories only.
expectType<Providers | Labs>()(some<PrepareProvider>());
for (const provider of [...providers, ...labs]) credentials.prepare({ team_id, provider });
credentials.prepare({
  team_id,
  // @ts-expect-error Only `set` accepts carriers.
  provider: "shippo",
});
credentials.prepare({
  team_id,
  // @ts-expect-error Only `set` accepts phlebotomy providers.
  provider: "getlabs",
});
credentials.prepare({
  team_id,
  // @ts-expect-error Unknown provider.
  provider: "fitbitt",
});
// @ts-expect-error The team is missing.
credentials.prepare({ provider: "strava" });
credentials.prepare({
  team_id,
  provider: "strava",
  // @ts-expect-error This field belongs to `set`.
  client_id: "c",
});

// The preparation steps.
const answer = await credentials.prepare({ team_id, provider: "strava" });
expectType<PrepareTeamCustomCredentialsResponse>()(answer);
expectType<CustomCredentialPreparationStep[] | undefined>()(answer.preparation_steps);
answer.status satisfies string;
if (answer.status === "no_action_needed") console.log();
const step = some<CustomCredentialPreparationStep>();
expectType<string>()(step.value);
expectType<string | null>()(step.key);
expectType<string | null>()(step.description);
// The type of a step may be unknown.
step.type satisfies string;
// @ts-expect-error The type of a step is never a number.
console.log(step.type === 1);

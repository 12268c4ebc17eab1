/** What `prepare` takes and tells. */

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

// Providers and laboratories, and nobody else.
expectType<Providers | Labs>()(some<PrepareProvider>());
for (const provider of [...providers, ...labs]) credentials.prepare({ team_id, provider });
credentials.prepare({
  team_id,
  // @ts-expect-error Only `set` knows carriers.
  provider: "shippo",
});
credentials.prepare({
  team_id,
  // @ts-expect-error Only `set` knows who draws blood.
  provider: "getlabs",
});
credentials.prepare({
  team_id,
  // @ts-expect-error No such provider.
  provider: "fitbitt",
});
// @ts-expect-error Without a team.
credentials.prepare({ provider: "strava" });
credentials.prepare({
  team_id,
  provider: "strava",
  // @ts-expect-error Nothing is set yet.
  client_id: "c",
});

// What has to be done first.
const answer = await credentials.prepare({ team_id, provider: "strava" });
expectType<PrepareTeamCustomCredentialsResponse>()(answer);
expectType<CustomCredentialPreparationStep[] | undefined>()(answer.preparation_steps);
answer.status satisfies string;
if (answer.status === "no_action_needed") console.log();
const step = some<CustomCredentialPreparationStep>();
expectType<string>()(step.value);
expectType<string | null>()(step.key);
expectType<string | null>()(step.description);
// Another kind of step may have been added since.
step.type satisfies string;
// @ts-expect-error No kind of step is a number.
console.log(step.type === 1);

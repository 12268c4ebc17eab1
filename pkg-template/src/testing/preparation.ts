// Lists what a customer would have to do at a provider before a credential can work.

import type {
  CustomCredentialPreparationStep,
  PrepareTeamCustomCredentialsBody,
  PrepareTeamCustomCredentialsResponse,
} from "../core/junction_credentials.js";
import { schemaNamed } from "./validation.js";

/**
 * Responds to a preparation: a redirect URI for every OAuth provider, subscriber URLs for Fitbit, a role for Google
 * Health, nothing for a laboratory. The values look real, but their hosts end in `.example`, so that nobody can
 * register one by mistake.
 */
export function preparationOf(
  { provider, team_id }: PrepareTeamCustomCredentialsBody,
  env: string,
  region: string,
): PrepareTeamCustomCredentialsResponse {
  if (!schemaNamed("OAuthProviders").enum?.includes(provider)) {
    return { status: "no_action_needed", preparation_steps: [] };
  }
  const host =
    env === "production" ? `api.${region}.junction.example` : `api.${env}.${region}.junction.example`;
  const preparation_steps: CustomCredentialPreparationStep[] = [
    {
      type: "redirect_uri",
      key: null,
      value: `https://${host}/v2/link/${provider}/callback`,
      description: "Add this redirect URI to the OAuth application.",
    },
  ];
  if (provider === "fitbit") {
    for (const key of ["workout", "sleep", "body", "foods"]) {
      preparation_steps.push({
        type: "webhook_uri",
        key,
        value: `https://${host}/v2/webhook/fitbit/${key}/${team_id}`,
        description: `Add this subscriber to the application, then press Verify.`,
      });
    }
  }
  if (provider === "google_health") {
    preparation_steps.push({
      type: "iam_principal",
      key: "roles/pubsub.publisher",
      value: `serviceAccount:health@junction-${env}-${region}.iam.gserviceaccount.example`,
      description: null,
    });
  }
  return { status: "preparations_required", preparation_steps };
}

// Minimal valid response bodies.

import type {
  ClientFacingTeamProviderCredentials,
  CustomCredentialsResponse,
  PrepareTeamCustomCredentialsResponse,
} from "junction-credentials";
import { type Answer, cursorOf, teamA } from "./observed.js";

/** Returns the id of a credential from its number. */
export function idOf(number: number): string {
  return `3e8d9f41-90b2-4f86-8d88-${String(number).padStart(12, "0")}`;
}

export function credential(number: number): ClientFacingTeamProviderCredentials {
  return {
    id: idOf(number),
    source: "strava",
    team_id: teamA,
    created_at: "2026-05-01T10:00:00.123456+00:00",
    updated_at: "2026-05-01T10:00:00.123456+00:00",
  };
}

/** Returns a page of credentials from their numbers. */
export function page(numbers: readonly number[], next_cursor?: string | null): CustomCredentialsResponse {
  const credentials = numbers.map(credential);
  return next_cursor === undefined ? { credentials } : { credentials, next_cursor };
}

/** Responds with these pages. The keys are cursors; that of the first page is empty. */
export function listing(pages: Readonly<Record<string, CustomCredentialsResponse>>): Answer {
  return (request) => Response.json(pages[cursorOf(request) ?? ""]);
}

export const preparation = {
  status: "preparations_required",
  preparation_steps: [
    { type: "redirect_uri", key: null, value: "https://example.com/callback", description: null },
  ],
} satisfies PrepareTeamCustomCredentialsResponse;

export const fitbitDetails = {
  fitbit: { workout_verify_token: "w-token", sleep_verify_token: "s-token", body_verify_token: "b-token" },
};

/** Returns a valid response for each operation. */
export function described({ url, init }: { url: string; init: { method: string } }): Response {
  if (init.method === "GET") return Response.json(page([1]));
  if (init.method === "DELETE") return Response.json({ success: [idOf(1)], failure: [], not_found: [] });
  return Response.json(url.includes("/prepare_team_custom_credentials/") ? preparation : credential(1));
}

/** A replacement for `response.body` whose pieces may be of any type. */
export function streamOf(pieces: readonly unknown[]) {
  const rest = [...pieces];
  const read = async () => ({ done: rest.length === 0, value: rest.shift() });
  return { getReader: () => ({ read }) };
}

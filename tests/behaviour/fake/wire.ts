// Sends raw requests to the fake Management API, and reads its responses.

import type { FakeManagementApi } from "junction-credentials/testing";
import { expect } from "vitest";

export const origin = "https://api.management.junction.com";
export const org = "6f1c2a34-58d7-4b0e-9c61-2f7d0f4b9a10";
export const teamA = "0b5a6c1e-6d8f-4c53-9a55-0d0c6a3c8f11";
export const teamB = "1c6b7d2f-7e90-4d64-8b66-1e1d7b4d9022";
export const absentId = "2d7c8e30-8fa1-4e75-9c77-2f2e8c5ea133";
export const credentialsUrl = `${origin}/v1/org/${org}/team_custom_credentials/sandbox/us`;
export const prepareUrl = `${origin}/v1/org/${org}/prepare_team_custom_credentials/sandbox/us`;
export const key = { "x-management-key": "mg_test" };

export const fitbitDetails = {
  fitbit: { workout_verify_token: "w", sleep_verify_token: "s", body_verify_token: "b" },
};

export function get(
  api: FakeManagementApi,
  query = "",
  headers: Record<string, string> = key,
): Promise<Response> {
  return api.fetch(`${credentialsUrl}${query}`, { headers });
}

export function post(api: FakeManagementApi, body: unknown, url = credentialsUrl): Promise<Response> {
  return send(api, JSON.stringify(body), url);
}

export function send(api: FakeManagementApi, text: string, url = credentialsUrl): Promise<Response> {
  return api.fetch(url, {
    method: "POST",
    headers: { ...key, "content-type": "application/json" },
    body: text,
  });
}

export function remove(api: FakeManagementApi, ids: readonly string[]): Promise<Response> {
  const query = ids.map((id) => `credential_id=${encodeURIComponent(id)}`).join("&");
  return api.fetch(`${credentialsUrl}?${query}`, { method: "DELETE", headers: key });
}

// biome-ignore lint/suspicious/noExplicitAny: the shape of the JSON is what the tests check.
export async function json(response: Promise<Response>): Promise<any> {
  return (await response).json();
}

export async function complaints(response: Promise<Response>): Promise<unknown[]> {
  expect((await response).status).toBe(422);
  return (await json(response)).detail;
}

export async function walk(
  api: FakeManagementApi,
  query = "",
): Promise<{ ids: string[]; cursors: string[] }> {
  const ids: string[] = [];
  const cursors: string[] = [];
  for (;;) {
    const cursor = cursors.at(-1);
    const page = await json(
      get(api, `?${query}${cursor ? `&next_cursor=${encodeURIComponent(cursor)}` : ""}`),
    );
    ids.push(...page.credentials.map((credential: { id: string }) => credential.id));
    if (page.next_cursor === null) return { ids, cursors };
    cursors.push(page.next_cursor);
  }
}

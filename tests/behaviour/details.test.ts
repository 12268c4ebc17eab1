// Narrowing the details of a credential to those of its provider.

import {
  appointmentProviders,
  type ClientFacingTeamProviderCredentials,
  ehrProviders,
  hasDetails,
  isKnownSource,
  labs,
  labsProviders,
  oauthProviders,
  type ProviderWithDetails,
  providers,
} from "junction-credentials";
import { expect, test } from "vitest";
import { credential } from "./bodies.js";
import { ownShapes, shapes } from "./instances.js";

const holding = (source: string, details?: object | null): ClientFacingTeamProviderCredentials =>
  ({ ...credential(1), source, ...(details === undefined ? {} : { details }) }) as never;

for (const [name, own] of Object.entries(ownShapes)) {
  const provider = name as ProviderWithDetails;

  test(`${provider} has the details that belong to it and no others`, () => {
    const held = Object.entries(shapes).filter(([, shape]) => hasDetails(holding(provider, shape), provider));

    expect(held.map(([shape]) => shape)).toEqual(own);
  });

  test(`${provider} has no details where they are null, absent or of a shape that nobody knows`, () => {
    for (const details of [null, undefined, {}, { acme: 1 }]) {
      expect(hasDetails(holding(provider, details), provider)).toBe(false);
    }
  });

  test(`${provider} has no details where the source is another one`, () => {
    const source = provider === "fitbit" ? "polar" : "fitbit";

    for (const shape of own) expect(hasDetails(holding(source, shapes[shape]), provider)).toBe(false);
  });
}

test("details are narrowed to where their fields are", () => {
  const fitbit = holding("fitbit", shapes.FitbitTeamProviderDetails);

  const token = hasDetails(fitbit, "fitbit") ? fitbit.details.fitbit.sleep_verify_token : undefined;

  expect(token).toBe("s-token");
});

test("details may have keys that nobody knows", () => {
  const details = { ...shapes.GoogleHealthTeamProviderDetails, beta: 1 };

  expect(hasDetails(holding("google_health", details), "google_health")).toBe(true);
});

test("a key that is only inherited is no details", () => {
  const details = JSON.parse('{"__proto__":{"client":"c"}}');

  expect(hasDetails(holding("my_fitness_pal_v2", details), "my_fitness_pal_v2")).toBe(false);
  expect(hasDetails(holding("my_fitness_pal_v2", Object.create({ client: "c" })), "my_fitness_pal_v2")).toBe(
    false,
  );
});

test("a provider without details of its own has none, for programs without types", () => {
  for (const provider of ["oura", "acme", "toString", "__proto__"]) {
    expect(hasDetails(holding(provider, {}), provider as never)).toBe(false);
  }
});

test("every source of every list is known", () => {
  const lists = [providers, oauthProviders, labs, labsProviders, appointmentProviders, ehrProviders];

  expect(lists.flat().filter((source) => !isKnownSource(source))).toEqual([]);
});

test("no other source is known", () => {
  for (const source of ["acme", "", "Fitbit", "fitbit ", "toString", "__proto__"]) {
    expect(isKnownSource(source)).toBe(false);
  }
});

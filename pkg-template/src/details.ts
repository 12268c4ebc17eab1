/** Narrows what a credential holds to what belongs to a provider. */

import type {
  ClientFacingTeamProviderCredentials,
  DetailsByProvider,
  KnownSource,
  RequiredDetailsByProvider,
} from "./core/junction_credentials.js";
import { detailsKeys } from "./details-keys.js";
import { appointmentProviders, ehrProviders, labs, labsProviders, providers } from "./known-values.js";

/** The providers that have details of their own. */
export type ProviderWithDetails = keyof DetailsByProvider | keyof RequiredDetailsByProvider;

/** The details that belong to a provider: of several shapes any. */
export type DetailsOf<Provider extends ProviderWithDetails> = ({
  [Name in keyof DetailsByProvider]: DetailsByProvider[Name][number];
} & RequiredDetailsByProvider)[Provider];

/** A credential for a provider that holds the details that belong to it. */
export interface CredentialOf<Provider extends ProviderWithDetails>
  extends ClientFacingTeamProviderCredentials {
  /** The provider that the credential is for. */
  source: Provider;
  /** What this provider needs beside id and secret. It may hold live secrets. */
  details: DetailsOf<Provider>;
}

/**
 * Whether a credential is for a provider and holds the details that belong to it.
 *
 * ```ts
 * if (hasDetails(credential, "fitbit")) credential.details.fitbit.workout_verify_token;
 * ```
 *
 * @param credential As it was listed, or as `set` gave it.
 * @param provider One that has details of its own.
 */
export function hasDetails<Provider extends ProviderWithDetails>(
  credential: ClientFacingTeamProviderCredentials,
  provider: Provider,
): credential is CredentialOf<Provider> {
  const { source, details } = credential;
  // A program without types may ask for any provider.
  if (source !== provider || !details || !Object.hasOwn(detailsKeys, provider)) return false;
  return detailsKeys[provider].some((keys) => keys.every((key) => Object.hasOwn(details, key)));
}

const knownSources: ReadonlySet<string> = new Set([
  ...providers,
  ...labs,
  ...labsProviders,
  ...appointmentProviders,
  ...ehrProviders,
]);

/**
 * Whether this version knows a provider: Junction may have added it since.
 *
 * @param source The `source` of a credential.
 */
export function isKnownSource(source: string): source is KnownSource {
  return knownSources.has(source);
}

/** Narrows the type of a credential to that of one provider. */

import type {
  ClientFacingTeamProviderCredentials,
  DetailsByProvider,
  KnownSource,
  RequiredDetailsByProvider,
} from "./core/junction_credentials.js";
import { detailsKeys } from "./details-keys.js";
import { appointmentProviders, ehrProviders, labs, labsProviders, providers } from "./known-values.js";

/** The providers that have their own details. */
export type ProviderWithDetails = keyof DetailsByProvider | keyof RequiredDetailsByProvider;

/** The details of a provider, as a union if it has several shapes. */
export type DetailsOf<Provider extends ProviderWithDetails> = ({
  [Name in keyof DetailsByProvider]: DetailsByProvider[Name][number];
} & RequiredDetailsByProvider)[Provider];

/** A credential of one provider, with the details of this provider. */
export interface CredentialOf<Provider extends ProviderWithDetails>
  extends ClientFacingTeamProviderCredentials {
  /** The provider of the credential. */
  source: Provider;
  /** The values that this provider requires in addition to id and secret. It may contain live secrets. */
  details: DetailsOf<Provider>;
}

/**
 * Whether a credential is one of a provider and has the details of this provider.
 *
 * ```ts
 * if (hasDetails(credential, "fitbit")) credential.details.fitbit.workout_verify_token;
 * ```
 *
 * @param credential A credential that `list` or `set` returned.
 * @param provider A provider that has its own details.
 */
export function hasDetails<Provider extends ProviderWithDetails>(
  credential: ClientFacingTeamProviderCredentials,
  provider: Provider,
): credential is CredentialOf<Provider> {
  const { source, details } = credential;
  // Code without types may pass any provider.
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
 * Whether this version knows a provider. Junction may have added providers since.
 *
 * @param source The `source` of a credential.
 */
export function isKnownSource(source: string): source is KnownSource {
  return knownSources.has(source);
}

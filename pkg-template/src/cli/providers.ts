/** The providers that the command line knows. */

import {
  appointmentProviders,
  ehrProviders,
  labs,
  labsProviders,
  oauthProviders,
  providers,
} from "junction-credentials";

/** The providers by which the API filters listings. */
export const filterableProviders: ReadonlySet<string> = new Set([
  ...oauthProviders,
  ...labs,
  "freestyle_libre",
]);

/** All providers. */
export const knownProviders: ReadonlySet<string> = new Set([
  ...filterableProviders,
  ...providers,
  ...labsProviders,
  ...appointmentProviders,
  ...ehrProviders,
]);

/** Configs whose secrets are in variables. */

/** An entry of Clinic North in the sandbox. */
export function entryOf(provider: string, fields: object = {}): object {
  const client_secret = { env: variableOf(provider) };
  return {
    env: "sandbox",
    team: "Clinic North",
    provider,
    client_id: `${provider}-id`,
    client_secret,
    ...fields,
  };
}

/** A config with an entry for each provider. */
export function configOf(...providers: string[]): object {
  return { credentials: providers.map((provider) => entryOf(provider)) };
}

/** The variables of a config. */
export function secretsOf(...providers: string[]): { [name: string]: string } {
  return Object.fromEntries(providers.map((provider) => [variableOf(provider), `secret of ${provider}`]));
}

const variableOf = (provider: string) => `${provider.toUpperCase()}_SECRET`;

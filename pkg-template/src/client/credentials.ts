/** The credentials of an organisation in one environment and region. */

import type {
  ClientFacingTeamProviderCredentials,
  CustomCredentialsResponse,
  DeleteTeamCustomCredentialsResponse,
  ListTeamCustomCredentialsQuery,
  Operation,
  PrepareTeamCustomCredentialsBody,
  PrepareTeamCustomCredentialsResponse,
  Uuid,
} from "../core/junction_credentials.js";
import * as operations from "../core/operations.js";
import type { Calls } from "./calls.js";
import { CredentialPager } from "./credential-pager.js";
import type { CallOptions, Optional } from "./options.js";
import type { Guided, SetTeamCustomCredentialsBody } from "./set.js";
import type { Listing } from "./walk.js";

/** Describes the listing of the credentials in one environment and region. */
export function listing(
  calls: Calls,
  path: string,
  query: Optional<ListTeamCustomCredentialsQuery>,
  options: CallOptions | undefined,
): Listing<CustomCredentialsResponse, ClientFacingTeamProviderCredentials> {
  return calls.listing(operations.List, path, query, options, ({ credentials }) => credentials);
}

/** The team custom credentials of an organisation in one environment and region. */
export class TeamCustomCredentials {
  readonly #calls: Calls;
  /** The environment and region, as JSON. */
  readonly #path: string;

  /** @internal */
  constructor(calls: Calls, path: string) {
    this.#calls = calls;
    this.#path = path;
  }

  /**
   * Lists all credentials, or those of some teams or of one provider. Nothing is sent before you read the listing.
   * See {@link CredentialPager} for the ways to read it.
   *
   * @param query Filters, and the cursor of the first page. Default: all credentials.
   * @param options Apply to the request of each page.
   */
  list(query: Optional<ListTeamCustomCredentialsQuery> = {}, options?: CallOptions): CredentialPager {
    return new CredentialPager(listing(this.#calls, this.#path, query, options));
  }

  /**
   * Creates the team's credential for this provider, or replaces it.
   *
   * A Fitbit credential becomes active when its owner selects Verify at Fitbit. All others are active at once.
   *
   * @param body The team, the provider, and the values that this provider requires.
   * @param options Options of this call.
   * @returns The stored credential, with its id and without its `client_secret`.
   * @throws {RequestError} If the body is invalid or lacks a value that its provider requires.
   */
  set(
    body: Guided<SetTeamCustomCredentialsBody>,
    options?: CallOptions,
  ): Promise<ClientFacingTeamProviderCredentials> {
    return this.#call(operations.Set, body, options);
  }

  /**
   * Returns the steps to take at a provider before you set a credential.
   *
   * @param body The team and the provider.
   * @param options Options of this call.
   * @throws {RequestError} If the body is invalid.
   */
  prepare(
    body: PrepareTeamCustomCredentialsBody,
    options?: CallOptions,
  ): Promise<PrepareTeamCustomCredentialsResponse> {
    return this.#call(operations.Prepare, body, options);
  }

  /**
   * Deletes credentials by their ids. Some deletions can fail while others succeed: check all three lists.
   *
   * @param ids The `id` of each credential, at least one.
   * @param options Options of this call.
   * @throws {RequestError} If there is no id, or if one is not a UUID.
   */
  delete(ids: readonly Uuid[], options?: CallOptions): Promise<DeleteTeamCustomCredentialsResponse> {
    return this.#call(operations.Delete, { credential_id: ids }, options);
  }

  #call<Type>(operation: Operation, parameters: unknown, options: CallOptions | undefined): Promise<Type> {
    return this.#calls.make(operation, this.#path, parameters, options);
  }
}

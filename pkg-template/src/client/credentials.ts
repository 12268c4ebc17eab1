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

/** The team custom credentials of an organisation in one environment and region. */
export class TeamCustomCredentials {
  readonly #calls: Calls;
  readonly #scope: string;

  /** @internal */
  constructor(calls: Calls, scope: string) {
    this.#calls = calls;
    this.#scope = scope;
  }

  /**
   * Lists credentials: all of them, or those of some teams or of one provider. Nothing is asked for before the
   * listing is read: see {@link CredentialPager} for the ways to read it.
   *
   * @param query What to list, and from which page on: everything by default.
   * @param options For each page of the listing.
   */
  list(query: Optional<ListTeamCustomCredentialsQuery> = {}, options?: CallOptions): CredentialPager {
    const ask = (cursor: string | undefined, signal: AbortSignal | undefined) => {
      const page = cursor === undefined ? query : { ...query, next_cursor: cursor };
      return this.#call<CustomCredentialsResponse>(operations.List, page, options, signal);
    };
    return new CredentialPager(ask, query?.next_cursor ?? undefined, options?.signal);
  }

  /**
   * Sets a credential: a new one, or the replacement of the one that the team has for this provider.
   *
   * A Fitbit credential becomes active when its owner presses Verify at Fitbit; all others are active at once.
   *
   * @param body The team, the provider, and what this provider asks for.
   * @param options For this call.
   * @returns The credential as it is stored, with its id and without its `client_secret`.
   * @throws {RequestError} For a body that is not as described, or not what its provider asks for.
   */
  set(
    body: Guided<SetTeamCustomCredentialsBody>,
    options?: CallOptions,
  ): Promise<ClientFacingTeamProviderCredentials> {
    return this.#call(operations.Set, body, options);
  }

  /**
   * Tells what has to be done at a provider before a credential can be set.
   *
   * @param body The team, and the provider.
   * @param options For this call.
   * @throws {RequestError} For a body that is not as described.
   */
  prepare(
    body: PrepareTeamCustomCredentialsBody,
    options?: CallOptions,
  ): Promise<PrepareTeamCustomCredentialsResponse> {
    return this.#call(operations.Prepare, body, options);
  }

  /**
   * Deletes credentials by their ids, at least one. Some may fail while others succeed: look at all three lists.
   *
   * @param ids The `id` of each credential.
   * @param options For this call.
   * @throws {RequestError} For no id, or one that is not a uuid.
   */
  delete(ids: readonly Uuid[], options?: CallOptions): Promise<DeleteTeamCustomCredentialsResponse> {
    return this.#call(operations.Delete, { credential_id: ids }, options);
  }

  #call<Type>(
    operation: Operation,
    parameters: unknown,
    options: CallOptions | undefined,
    signal?: AbortSignal,
  ): Promise<Type> {
    return this.#calls.make(operation, this.#scope, parameters, options, signal);
  }
}

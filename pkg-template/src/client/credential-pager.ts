/** Listings of credentials. */

import type {
  ClientFacingTeamProviderCredentials,
  CustomCredentialsResponse,
} from "../core/junction_credentials.js";
import { Pager } from "./pager.js";
import type { AskForPage } from "./walk.js";

/**
 * A listing of credentials. It sends nothing until it is read, in one of four ways:
 *
 * ```ts
 * for await (const credential of credentials.list()) console.log(credential.source);
 * for await (const page of credentials.list().pages()) console.log(page.credentials.length);
 * const all = await credentials.list().toArray({ limit: 1000 });
 * const first = await credentials.list();                     // the first page alone
 * ```
 *
 * While you work on a page the next one is already in flight: from its second credential on, or as soon as `pages()`
 * has handed it out. When you stop reading, what is in flight is aborted, at once.
 */
export class CredentialPager extends Pager<CustomCredentialsResponse, ClientFacingTeamProviderCredentials> {
  /** @internal */
  constructor(
    ask: AskForPage<CustomCredentialsResponse>,
    start: string | undefined,
    signal: AbortSignal | undefined,
  ) {
    super({
      ask,
      start,
      signal,
      itemsOf: ({ credentials }) => credentials,
      cursorOf: ({ next_cursor }) => next_cursor,
    });
  }
}

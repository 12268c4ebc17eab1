/** The pager for credentials. */

import type {
  ClientFacingTeamProviderCredentials,
  CustomCredentialsResponse,
} from "../core/junction_credentials.js";
import { Pager } from "./pager.js";

/**
 * A listing of credentials. It sends nothing until you read it. There are four ways to read it:
 *
 * ```ts
 * for await (const credential of credentials.list()) console.log(credential.source);
 * for await (const page of credentials.list().pages()) console.log(page.credentials.length);
 * const all = await credentials.list().toArray({ limit: 1000 });
 * const first = await credentials.list();                     // the first page alone
 * ```
 *
 * While you work on a page, the client already requests the next one: as soon as `pages()` returns a page, or when you
 * read the second credential of a page. When you stop reading, a request in flight is aborted at once.
 */
export class CredentialPager extends Pager<CustomCredentialsResponse, ClientFacingTeamProviderCredentials> {}

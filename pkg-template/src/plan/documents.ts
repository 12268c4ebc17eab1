/** The JSON documents that the command line writes with `--json`. */

import type {
  ClientFacingOrgTeamListItem,
  ClientFacingTeamProviderCredentials,
  Env,
  Region,
  ScopedCredential,
} from "../index.js";
import type { Change, Outcome } from "./outcome.js";

/** An error. It contains no secret. */
export interface ErrorDocument {
  /** The `kind` of the error. For an error that is not of this package, the name of its class. */
  readonly kind: string;
  /** What went wrong. */
  readonly message: string;
  /** The status of the API's response. */
  readonly status?: number;
}

/** What `junction-credentials teams --json` writes. */
export interface TeamsDocument {
  /** The teams. */
  readonly teams: readonly ClientFacingOrgTeamListItem[];
}

/** A credential in a {@link ListDocument}. */
export interface ListedCredential extends ScopedCredential {
  /** The name of the team, or its id if the key may not list teams. */
  readonly team_name: string;
}

/** What `junction-credentials list --json` writes. */
export interface ListDocument {
  /** The credentials. Secrets in their details are `***`, unless `--show-secrets` is given. */
  readonly credentials: readonly ListedCredential[];
  /** The environments and regions that could not be read. Absent if all could. */
  readonly failures?: readonly {
    /** The environment. */
    readonly env: Env;
    /** The region. */
    readonly region: Region;
    /** Why it could not be read. */
    readonly error: ErrorDocument;
  }[];
}

/** What `junction-credentials set --json` writes. */
export interface SetDocument {
  /** The environment. */
  readonly env: Env;
  /** The region. */
  readonly region: Region;
  /** The stored credential. Secrets in its details are `***`. */
  readonly credential: ClientFacingTeamProviderCredentials;
}

/** One change in an {@link ApplyDocument}. */
export interface AppliedChange {
  /** The change, as planned. */
  readonly change: Change;
  /** Why it was not made, or why it is not known whether it was made. */
  readonly error?: ErrorDocument;
}

/** What `junction-credentials apply --json` writes: the {@link Outcome} without the lock, which is in its file. */
export type ApplyDocument = {
  readonly [List in "done" | "failed" | "skipped" | "unknown"]: readonly AppliedChange[];
} & Pick<Outcome, "aborted">;

/** Makes single changes, and keeps what became of each. */

import { isSameInstant } from "../core/comparison.js";
import type { JunctionManagement, SetTeamCustomCredentialsBody } from "../index.js";
import { isLost, isRefusedForNow, isRepeatableDelete, repeated } from "./attempts.js";
import { compare } from "./compare.js";
import { isEqual } from "./equal.js";
import { ChangeError } from "./errors.js";
import { derived, freshSalt } from "./fingerprints.js";
import { keyOf, type Lock, type LockedCredential, locked } from "./lock.js";
import type { Change, ChangeResult, Outcome, Plan } from "./outcome.js";
import type { StoredCredential } from "./pairs.js";
import type { ApplyProgress, Reporter } from "./progress.js";
import { type Wanted, type WantedCredential, wantedKey } from "./wanted.js";

type Ending = Exclude<ApplyProgress["status"], "started"> | "skipped";
type Credential = StoredCredential["credential"];

/** What became of a change. */
interface Ended {
  readonly status: Ending;
  readonly error?: unknown;
}

const done: Ended = { status: "done" };

/** The changes of one plan that are being made. */
export class Applying {
  readonly #junction: JunctionManagement;
  readonly #plan: Plan;
  readonly #bounds: Wanted["bounds"];
  readonly #wanted: ReadonlyMap<string, WantedCredential>;
  readonly #reporter: Reporter;
  readonly #signal: AbortSignal | undefined;
  readonly #ended = new Map<Change, Ended>();
  /** The teams with a set that did not end well. */
  readonly #troubled = new Set<string>();
  #lock: Lock;

  constructor(
    junction: JunctionManagement,
    wanted: Wanted | undefined,
    plan: Plan,
    lock: Lock,
    reporter: Reporter,
    signal: AbortSignal | undefined,
  ) {
    this.#junction = junction;
    this.#plan = plan;
    this.#bounds = wanted?.bounds ?? [];
    this.#wanted = new Map(wanted?.credentials.map((one) => [wantedKey(one), one]));
    this.#lock = lock;
    this.#reporter = reporter;
    this.#signal = signal;
  }

  /** Makes one change. It never rejects. */
  async make(change: Change): Promise<void> {
    let ended: Ended;
    try {
      ended = await this.#made(change);
    } catch (error) {
      // What is thrown before a write. An abort ends the reading before it.
      ended = this.#isStopped ? { status: "skipped" } : { status: "failed", error };
    }
    this.#ended.set(change, ended);
    const { status, error } = ended;
    if (status !== "done" && change.action !== "delete") this.#troubled.add(change.team_id);
    if (status !== "skipped") await this.#report({ change, status, ...(error !== undefined && { error }) });
  }

  /** What became of each change so far, in the order of the plan. */
  outcome(): Outcome {
    const results = (status: Ending): ChangeResult[] =>
      this.#plan.changes.flatMap((change) => {
        const ended = this.#ended.get(change) ?? { status: "skipped" };
        if (change.action === "none" || ended.status !== status) return [];
        return [{ change, ...(ended.error !== undefined && { error: ended.error }) }];
      });
    return {
      done: results("done"),
      failed: results("failed"),
      skipped: results("skipped"),
      unknown: results("unknown"),
      aborted: this.#signal?.aborted ?? false,
      lock: this.#lock,
    };
  }

  get #isStopped(): boolean {
    return this.#signal?.aborted === true || this.#reporter.failure !== undefined;
  }

  async #made(change: Change): Promise<Ended> {
    if (this.#isStopped) return { status: "skipped" };
    if (change.action === "delete") {
      return this.#troubled.has(change.team_id) ? { status: "skipped" } : await this.#delete(change);
    }
    const wanted = this.#wanted.get(keyOf(change));
    if (!wanted) throw new ChangeError("config_changed");
    const stored = await this.#planned(change);
    await this.#requireAskedFor(change, [wanted], stored);
    if (this.#isStopped) return { status: "skipped" };
    if (change.action !== "trust" || !stored) return await this.#set(change, wanted);
    await this.#remember(change, wanted, stored.credential);
    return done;
  }

  /**
   * Reads the credential of a change again.
   *
   * @throws {ChangeError} If it is not the planned one.
   */
  async #planned(change: Change): Promise<StoredCredential | undefined> {
    const stored = await this.#read(change, this.#signal);
    const isPlanned =
      change.id === undefined
        ? stored === undefined
        : stored?.credential.id === change.id &&
          isSameInstant(stored.credential.updated_at, change.updated_at ?? "");
    if (!isPlanned) throw new ChangeError("stale");
    return stored;
  }

  /** Reads the credential of a change. */
  async #read(change: Change, signal: AbortSignal | undefined): Promise<StoredCredential | undefined> {
    const { env, region, team_id, provider, id } = change;
    const scope = this.#junction.teamCustomCredentials(env, region);
    const ofTeam = await scope.list({ team_id: [team_id] }, { signal }).toArray();
    const found = ofTeam.filter(
      (credential) => credential.source === provider && credential.team_id.toLowerCase() === team_id,
    );
    const credential = found.find((one) => one.id === id) ?? found.at(-1);
    return credential && { env, region, credential };
  }

  /** @throws {ChangeError} If the config and its bounds do not ask for the change. */
  async #requireAskedFor(
    change: Change,
    credentials: readonly WantedCredential[],
    stored: StoredCredential | undefined,
  ): Promise<void> {
    const [now] = await compare({
      credentials,
      bounds: this.#bounds,
      stored: stored ? [stored] : [],
      lock: this.#lock,
      choices: this.#plan.options,
    }).then(
      ({ changes }) => changes,
      // The entry does not say any more what becomes of the stored secret.
      (): Change[] => [],
    );
    // The plan may come from a file whose keys were sorted.
    if (now?.action !== change.action || !isEqual(now.fields, change.fields)) {
      throw new ChangeError("config_changed");
    }
  }

  async #set(change: Change, wanted: WantedCredential): Promise<Ended> {
    const key = keyOf(change);
    const { client_secret } = wanted.body;
    const before = this.#lock.credentials[key];
    const hasSecret = typeof client_secret === "string";
    if (hasSecret) this.#write(key, { ...before, pending: true });
    await this.#report({ change, status: "started" });
    if (this.#isStopped) {
      this.#write(key, before);
      return { status: "skipped" };
    }

    const credentials = this.#junction.teamCustomCredentials(change.env, change.region);
    const body = wanted.body as SetTeamCustomCredentialsBody;
    try {
      const set = () => credentials.set(body, { maxRetries: 0 });
      await this.#remember(change, wanted, await repeated(set, isRefusedForNow, this.#signal));
      return done;
    } catch (error) {
      if (isLost(error)) return await this.#afterLostSet(change, wanted, error);
      this.#write(key, before);
      return { status: "failed", error };
    }
  }

  /** Finds out whether a set was carried out whose response was lost. It is never sent again. */
  async #afterLostSet(change: Change, wanted: WantedCredential, error: unknown): Promise<Ended> {
    try {
      const stored = await this.#read(change, undefined);
      const hasMoved =
        stored !== undefined &&
        (stored.credential.id !== change.id ||
          !isSameInstant(stored.credential.updated_at, change.updated_at ?? ""));
      if (!stored || !hasMoved) return { status: "unknown", error };
      // Without the lock, so that only the hash can prove the secret.
      const { changes } = await compare({
        credentials: [wanted],
        bounds: [],
        stored: [stored],
        lock: { ...this.#lock, credentials: {} },
        choices: this.#plan.options,
      });
      const [now] = changes;
      if (!now || now.fields.length > 0 || now.secret === "rotated") return { status: "unknown", error };
      if (now.secret === "same") await this.#remember(change, wanted, stored.credential);
      // Somebody else may have written the same values with another secret.
      else this.#write(keyOf(change), undefined);
      return done;
    } catch {
      return { status: "unknown", error };
    }
  }

  async #delete(change: Change): Promise<Ended> {
    if (this.#wanted.has(keyOf(change)) || change.id === undefined) throw new ChangeError("config_changed");
    const stored = await this.#planned(change);
    await this.#requireAskedFor(change, [], stored);
    if (this.#isStopped) return { status: "skipped" };
    await this.#report({ change, status: "started" });
    if (this.#isStopped) return { status: "skipped" };

    const { id } = change;
    const credentials = this.#junction.teamCustomCredentials(change.env, change.region);
    const has = (ids: readonly string[]) => ids.some((one) => one.toLowerCase() === id.toLowerCase());
    try {
      const remove = async (count: number) => {
        const { success, not_found } = await credentials.delete([id], { maxRetries: 0 });
        // An earlier attempt, whose response was lost, deleted it.
        if (has(success) || (count > 1 && has(not_found))) return;
        throw new ChangeError(has(not_found) ? "stale" : "not_deleted");
      };
      await repeated(remove, isRepeatableDelete, this.#signal);
    } catch (error) {
      if (!isLost(error)) return { status: "failed", error };
      const isGone = await this.#read(change, undefined).then(
        (found) => found?.credential.id !== id,
        () => false,
      );
      if (!isGone) return { status: "unknown", error };
    }
    this.#write(keyOf(change), undefined);
    return done;
  }

  /** Writes to the lock what is known about the secret of a credential. */
  async #remember(change: Change, wanted: WantedCredential, credential: Credential): Promise<void> {
    const { client_secret } = wanted.body;
    const { updated_at, client_secret_hash } = credential;
    const salt = freshSalt();
    const entry: LockedCredential | undefined =
      typeof client_secret === "string" && client_secret_hash
        ? {
            updated_at,
            salt,
            secret: await derived(client_secret, salt),
            hash: await derived(client_secret_hash, salt),
          }
        : undefined;
    this.#write(keyOf(change), entry);
  }

  #write(key: string, entry: LockedCredential | undefined): void {
    if (entry !== undefined || this.#lock.credentials[key] !== undefined) {
      this.#lock = locked(this.#lock, key, entry);
    }
  }

  #report(event: Omit<ApplyProgress, "lock">): Promise<void> {
    return this.#reporter.report(() => ({ ...event, lock: this.#lock }));
  }
}

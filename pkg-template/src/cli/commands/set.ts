/** Creates or replaces a credential. */

import { redact, type SetTeamCustomCredentialsBody, schemas } from "junction-credentials";
import type { SetDocument } from "junction-credentials/plan";
import type { Command } from "../command.js";
import { writeDocument } from "../document.js";
import { type ExitStatus, exit, UsageError } from "../exit.js";
import type { CommonOptions } from "../options.js";
import { agreed, declined, Questions } from "../questions.js";
import { clientSecretOf, type SecretSource, textOfFile, textOfStdin } from "../secrets.js";
import { placeOf, type TargetOptions, targetOf } from "../target.js";
import type { Terminal } from "../terminal.js";
import { visible } from "../visible.js";

/** The arguments and options of the command. */
export interface SetOptions extends CommonOptions, TargetOptions, SecretSource {
  readonly provider: string;
  readonly clientId?: string;
  readonly details?: string;
  readonly redirectUrl?: string;
}

type Body = Record<string, unknown>;

/** Runs the command. */
export async function set({ junction, options, terminal }: Command<SetOptions>): Promise<ExitStatus> {
  const { provider, clientId, redirectUrl, json, yes } = options;
  const { signal } = terminal.interruption;
  if (options.details === "-" && options.clientSecretStdin) {
    throw new UsageError(
      "expected one of `--details -` and --client-secret-stdin, since both read the standard input",
    );
  }
  const client_secret = await clientSecretOf(options);
  const details = options.details === undefined ? undefined : await detailsOf(options.details);
  const { env, region, team_id, credentials, place } = await targetOf(junction, options, signal);
  const given: Body = { team_id, provider, client_id: clientId, client_secret, details };
  const wanted: Body = { ...given, redirect_url_override: redirectUrl };
  const body = JSON.parse(JSON.stringify(wanted));
  await askForMissing(body, terminal);

  if (!yes) terminal.message(summaryOf(body, place));
  const question = `Set the credential of ${visible(provider)} in ${placeOf(env, region)}?`;
  if (!(await agreed(terminal, yes === true, question))) return declined;
  signal.throwIfAborted();
  terminal.interruption.lastWords = () =>
    `interrupted; it is not known whether the credential of ${visible(provider)} of ${place} was set`;
  // Without the signal: Ctrl-C lets a change end.
  const credential = await credentials.set(body as SetTeamCustomCredentialsBody);
  if (json)
    await writeDocument(terminal, { env, region, credential: redact(credential) } satisfies SetDocument);
  else await terminal.result(`set ${visible(provider)} of ${place}: ${credential.id}\n`);
  return signal.aborted ? exit.interrupted : exit.done;
}

/** Reads details from a file or from the standard input. */
async function detailsOf(path: string): Promise<unknown> {
  const text = path === "-" ? await textOfStdin() : await textOfFile(path);
  try {
    return JSON.parse(text);
  } catch {
    // The error of the parser repeats a part of the text, which may be a secret.
    throw new UsageError(`expected ${path === "-" ? "the standard input" : path} to be JSON`);
  }
}

/** Asks for the values that the provider requires and that are missing. */
async function askForMissing(body: Body, terminal: Terminal): Promise<void> {
  const questions = new Questions(terminal);
  try {
    for (;;) {
      const missing = missingPath(body);
      if (!missing) return;
      const name = missing.join(".");
      if (!terminal.isInteractive) {
        throw new UsageError(
          `expected \`${name}\`, which ${visible(String(body.provider))} requires; ${howToGive(name)}`,
        );
      }
      const isSecret = redact({ [missing.at(-1) ?? ""]: "?" })[missing.at(-1) ?? ""] !== "?";
      const value = await (isSecret ? questions.secret(name) : questions.text(name));
      if (!value) throw new UsageError(`expected \`${name}\`; nothing was sent`);
      put(body, missing, value);
    }
  } finally {
    questions.close();
  }
}

/** The path of the first required text that is missing. The rules of the client report everything else. */
function missingPath(body: Body): string[] | undefined {
  const result = schemas.UpsertTeamCustomCredentialsBody["~standard"].validate(body);
  for (const { path = [], message } of result.issues ?? []) {
    const keys = path.map(String);
    if (keys.length === 0 || valueAt(body, keys) !== undefined) continue;
    if (message.startsWith("expected a string")) return keys;
    if (!message.startsWith("expected an object")) continue;
    // The rules name what is missing in the object once there is one.
    put(body, keys, {});
    return missingPath(body);
  }
  return undefined;
}

function howToGive(name: string): string {
  if (name === "client_id") return "use --client-id";
  if (name === "client_secret")
    return "use --client-secret-file, --client-secret-env or --client-secret-stdin";
  return "use --details with a file";
}

function valueAt(body: unknown, keys: readonly string[]): unknown {
  return keys.reduce<unknown>((value, key) => (value as Body | undefined)?.[key], body);
}

function put(body: Body, keys: readonly string[], value: unknown): void {
  const [key = "", ...rest] = keys;
  if (rest.length === 0) body[key] = value;
  else {
    body[key] ??= {};
    put(body[key] as Body, rest, value);
  }
}

/** What will be set, without its secrets. */
function summaryOf(body: Body, place: string): string {
  const shown = redact(body);
  const lines = [`${visible(String(body.provider))} of ${place}`];
  for (const key of ["client_id", "client_secret", "redirect_url_override", "details"]) {
    if (shown[key] === undefined) continue;
    lines.push(
      `  ${key}: ${visible(typeof shown[key] === "string" ? shown[key] : JSON.stringify(shown[key]))}`,
    );
  }
  return lines.join("\n");
}

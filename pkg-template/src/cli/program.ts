/** The commands, their arguments and options, and what `--help` says. It loads a command only when it runs. */

import { Command, CommanderError, Option } from "commander";
import { type ExitStatus, exit } from "./exit.js";
import type { CommonOptions } from "./options.js";
import type { Run } from "./run.js";

/** The program, and the status of the command that it ran. */
export interface Program {
  readonly program: Command;
  status(): ExitStatus;
}

const statuses = `
Exit status:
  0    done, or nothing to do; studio ended by Ctrl-C
  1    failed, or answered no
  2    something differs (plan --detailed-exitcode, --fail-on-drift)
  3    done or read in part
  4    the key was refused
  64   something is wrong with the arguments, the config, the lock or the terminal
  130  interrupted

The organisation and the key come from JUNCTION_ORG_ID and JUNCTION_MANAGEMENT_KEY.`;

const everyOption = [
  new Option("--json", "write one JSON document"),
  new Option("--yes", "do not ask"),
  new Option("--base-url <url>", "address of the API or of a proxy"),
  new Option("--demo", "use an embedded API with sample data, without an account and a network"),
  new Option("--no-color", "write no colours"),
];

const env = () => new Option("--env <env>", "production or sandbox");
const region = (more = "") => new Option("--region <region>", `us or eu${more}`);
const collected = (value: string, values: readonly string[]) => [...values, value];
const teams = () =>
  new Option("--team <team>", "id, name or integration:ID of a team; can be repeated")
    .argParser(collected)
    .default([], "all");
const team = () => new Option("--team <team>", "id, name or integration:ID of the team");

/** Makes the program. */
export function programOf(version: string): Program {
  let status: ExitStatus = exit.done;
  const program = new Command("junction-credentials");
  program
    .description("Manages the team custom credentials of a Junction organisation.")
    .version(version, "--version", "write the version")
    .helpOption("--help", "show help")
    .helpCommand(false)
    .showSuggestionAfterError()
    .exitOverride()
    .configureOutput({ writeErr: () => {} })
    .addHelpText("after", statuses);

  const command = (
    usage: string,
    description: string,
    examples: readonly string[],
    options: readonly Option[],
  ) => {
    const made = program.command(usage).description(description).helpOption("--help", "show help");
    for (const option of [...options, ...everyOption]) made.addOption(option);
    const lines = examples.map((example) => `  junction-credentials ${example}`);
    return made.addHelpText("after", `\nExamples:\n${lines.join("\n")}`);
  };
  /** Runs a command with its options and its arguments, which have these names. */
  const runs =
    <Options extends CommonOptions>(load: () => Promise<Run<Options>>, ...names: readonly string[]) =>
    async (...given: unknown[]) => {
      const options = given[names.length] as Options;
      const args = Object.fromEntries(names.map((name, index) => [name, given[index]]));
      const { run } = await import("./run.js");
      status = await run(load, { ...options, ...args });
    };

  command(
    "teams",
    "list teams",
    ["teams", 'teams --search "clinic" --region us'],
    [new Option("--search <text>", "part of the name"), region()],
  ).action(runs(async () => (await import("./commands/teams.js")).teams));

  command(
    "list",
    "list credentials of all environments and regions",
    ["list", 'list --env sandbox --team "Clinic North"', "list --provider fitbit --json"],
    [
      env(),
      region(),
      teams(),
      new Option("--provider <provider>", "only those of this provider"),
      new Option("--show-secrets", "show secrets in details"),
    ],
  ).action(runs(async () => (await import("./commands/list.js")).list));

  command(
    "prepare <provider>",
    "show the steps to take before a credential is set",
    ['prepare strava --env sandbox --team "Clinic North"'],
    [env(), team(), region("; default: that of the team")],
  ).action(runs(async () => (await import("./commands/prepare.js")).prepare, "provider"));

  command(
    "set <provider>",
    "create or replace a credential; asks for secrets that are missing",
    [
      'set strava --env sandbox --team "Clinic North" --client-id 12345 --client-secret-file strava.secret',
      "set polar --env production --team integration:clinic-17 --client-id 1 --client-secret-stdin < secret",
    ],
    [
      env(),
      team(),
      region("; default: that of the team"),
      new Option("--client-id <id>", "client id"),
      new Option("--details <file>", "JSON file with details; - is the standard input"),
      new Option("--redirect-url <url>", "redirect URL of your own"),
      new Option("--client-secret-stdin", "read the client secret from the standard input"),
      new Option("--client-secret-file <file>", "read the client secret from a file"),
      new Option("--client-secret-env <name>", "read the client secret from a variable"),
    ],
  ).action(runs(async () => (await import("./commands/set.js")).set, "provider"));

  command(
    "delete <id...>",
    "delete credentials",
    ["delete 2ef6cb4e-f2a4-4212-994c-1e2ff4c83c33 --env sandbox --region us"],
    [env(), region()],
  ).action(runs(async () => (await import("./commands/delete.js")).remove, "ids"));

  const planning = [
    new Option("--config <file>", "config; default: junction-credentials.config.{json,mjs,ts} here or above"),
    new Option("--lock <file>", "lock; default: junction-credentials.lock.json beside the config"),
    new Option("--prune", "delete what the config does not have, within its bounds"),
    new Option("--unverified <choice>", "what to do about unknown client secrets: skip, send or trust"),
    new Option(
      "--drift <choice>",
      "what to do about credentials that somebody else wrote: skip or overwrite",
    ),
  ];
  command(
    "plan",
    "show what differs between the config and what is stored",
    ["plan", "plan --prune --out plan.json", "plan --detailed-exitcode --fail-on-drift"],
    [
      ...planning,
      new Option("--detailed-exitcode", "exit with 2 if apply would change something"),
      new Option("--fail-on-drift", "exit with 2 if somebody else wrote a credential"),
      new Option("--out <file>", "write the plan to a file"),
    ],
  ).action(runs(async () => (await import("./commands/plan.js")).plan));

  command(
    "apply",
    "make the changes of a plan",
    ["apply", "apply --prune --yes", "apply --plan plan.json"],
    [...planning, new Option("--plan <file>", "the plan that `plan --out` wrote; default: a new one")],
  ).action(runs(async () => (await import("./commands/apply.js")).apply));

  command(
    "pull",
    "write a config for what is stored",
    ["pull --out junction-credentials.config.json", "pull --env production --team integration:clinic-17"],
    [env(), region(), teams(), new Option("--out <file>", "write the config to a file")],
  ).action(runs(async () => (await import("./commands/pull.js")).pull));

  command(
    "studio",
    "serve the admin page on this machine until Ctrl-C, and open it",
    ["studio", "studio --demo", "studio --port 4000 --no-open"],
    [
      new Option("--port <number>", "port on this machine; default: a free one"),
      new Option("--no-open", "do not open a browser"),
    ],
  ).action(runs(async () => (await import("./commands/studio.js")).studio));

  program
    .command("completion <shell>")
    .description("write the completion of a shell: bash, zsh or fish")
    .helpOption("--help", "show help")
    .addHelpText("after", '\nExamples:\n  eval "$(junction-credentials completion bash)"')
    .action(async (shell: string) => {
      const { completionScript, shells } = await import("./completion.js");
      const known = shells.find((one) => one === shell);
      if (!known) throw new CommanderError(exit.usage, "shell", "expected bash, zsh or fish");
      process.stdout.write(completionScript(program, known));
    });

  return { program, status: () => status };
}

/** Writes the completion of shells. */

import type { Command, Option } from "commander";
import { knownProviders } from "./providers.js";

/** The shells that can be completed. */
export const shells = ["bash", "zsh", "fish"] as const;

/** What a command can be completed by. */
interface Words {
  readonly name: string;
  readonly description: string;
  readonly options: readonly Option[];
  /** The values of its first argument. */
  readonly values: readonly string[];
}

const known = [...knownProviders].sort();

const valuesOf: { readonly [option: string]: readonly string[] } = {
  "--env": ["production", "sandbox"],
  "--region": ["us", "eu"],
  "--provider": known,
  "--unverified": ["skip", "send", "trust"],
  "--drift": ["skip", "overwrite"],
};

/** Returns the script of a shell. */
export function completionScript(program: Command, shell: (typeof shells)[number]): string {
  const commands = program.commands.map((command): Words => {
    const name = command.name();
    const values = { prepare: known, set: known, completion: shells }[name] ?? [];
    return { name, description: command.description(), options: command.options, values };
  });
  return { bash, zsh, fish }[shell](commands);
}

function longNames({ options }: Words): string[] {
  return options.flatMap(({ long }) => (long ? [long] : [])).concat("--help");
}

function bash(commands: readonly Words[]): string {
  const cases = commands.map(
    (command) => `    ${command.name}) words="${[...longNames(command), ...command.values].join(" ")}" ;;`,
  );
  const values = Object.entries(valuesOf).map(
    ([option, words]) =>
      `    ${option}) COMPREPLY=($(compgen -W "${words.join(" ")}" -- "$word")); return ;;`,
  );
  return `# Completion of junction-credentials for bash: eval "$(junction-credentials completion bash)"
_junction_credentials() {
  local word="\${COMP_WORDS[COMP_CWORD]}" words="${commands.map(({ name }) => name).join(" ")} --help --version"
  case "\${COMP_WORDS[COMP_CWORD - 1]}" in
${values.join("\n")}
    --config|--lock|--plan|--out|--details|--client-secret-file) COMPREPLY=($(compgen -f -- "$word")); return ;;
  esac
  if [ "$COMP_CWORD" -gt 1 ]; then
    case "\${COMP_WORDS[1]}" in
${cases.join("\n")}
    esac
  fi
  COMPREPLY=($(compgen -W "$words" -- "$word"))
}
complete -F _junction_credentials junction-credentials
`;
}

function zsh(commands: readonly Words[]): string {
  const quoted = (text: string) => text.replaceAll("'", "'\\''").replaceAll(/[[\]:]/g, "\\$&");
  const names = commands.map(({ name, description }) => `    '${name}:${quoted(description)}'`);
  const cases = commands.map((command) => {
    const options = command.options.map(({ long, description, required }) => {
      const words = valuesOf[long ?? ""];
      const value = words ? `:value:(${words.join(" ")})` : required ? ":value:_files" : "";
      return `      '*${long}[${quoted(description)}]${value}'`;
    });
    const argument = command.values.length > 0 ? [`      '1:value:(${command.values.join(" ")})'`] : [];
    return `    ${command.name}) _arguments -s \\\n${[...options, ...argument].join(" \\\n")} ;;`;
  });
  return `#compdef junction-credentials
# Completion of junction-credentials for zsh: eval "$(junction-credentials completion zsh)"
_junction_credentials() {
  local -a commands=(
${names.join("\n")}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  local command="$words[2]"
  shift words
  (( CURRENT-- ))
  case "$command" in
${cases.join("\n")}
  esac
}
compdef _junction_credentials junction-credentials
`;
}

function fish(commands: readonly Words[]): string {
  const quoted = (text: string) => `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
  const start = "complete -c junction-credentials";
  const lines = commands.flatMap((command) => {
    const here = `${start} -n '__fish_seen_subcommand_from ${command.name}'`;
    return [
      `${start} -f -n __fish_use_subcommand -a ${command.name} -d ${quoted(command.description)}`,
      ...(command.values.length > 0 ? [`${here} -f -a '${command.values.join(" ")}'`] : []),
      ...command.options.map(({ long = "", description, required }) => {
        const words = valuesOf[long];
        const value = words ? ` -x -a '${words.join(" ")}'` : required ? " -r" : "";
        return `${here} -l ${long.slice(2)}${value} -d ${quoted(description)}`;
      }),
    ];
  });
  return `# Completion of junction-credentials for fish: junction-credentials completion fish | source\n${lines.join("\n")}\n`;
}

/** Runs a command: opens the terminal, makes the client, and turns an error into a status. */

import { clientOf } from "./client.js";
import type { Command } from "./command.js";
import { errorStatus } from "./error-status.js";
import { errorText } from "./error-text.js";
import type { ExitStatus } from "./exit.js";
import { Interruption } from "./interruption.js";
import type { CommonOptions } from "./options.js";
import { Progress } from "./progress.js";
import { terminal as openTerminal } from "./terminal.js";
import { visible } from "./visible.js";

/** The function of a command. */
export type Run<Options> = (command: Command<Options>) => Promise<ExitStatus>;

/** Runs a command, and returns the status of the process. */
export async function run<Options extends CommonOptions>(
  load: () => Promise<Run<Options>>,
  options: Options,
): Promise<ExitStatus> {
  const interruption = new Interruption();
  interruption.listen();
  const terminal = openTerminal(options.color, interruption);
  const progress = new Progress(terminal);
  try {
    const junction = await clientOf(options, progress.attempt);
    return await (await load())({ junction, options, terminal, progress });
  } catch (error) {
    progress.end();
    const text = errorText(error, process.env);
    terminal.message(text.split("\n").map(visible).join("\n"));
    return errorStatus(error);
  }
}

/** What a command is given. */

import type { JunctionManagement } from "junction-credentials";
import type { Progress } from "./progress.js";
import type { Terminal } from "./terminal.js";

/** What every command works with. */
export interface Command<Options> {
  readonly junction: JunctionManagement;
  readonly options: Options;
  readonly terminal: Terminal;
  readonly progress: Progress;
}

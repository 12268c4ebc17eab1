/** Serves the admin page on this machine, and opens it. */

import { fileURLToPath } from "node:url";
import type { Command } from "../command.js";
import { writeDocument } from "../document.js";
import { type ExitStatus, exit, UsageError } from "../exit.js";
import type { CommonOptions } from "../options.js";
import { openInBrowser } from "../studio/browser.js";
import { readPage } from "../studio/page.js";
import { serveStudio } from "../studio/server.js";

declare const VERSION: string;

/** The options of the command. */
export interface StudioCommandOptions extends CommonOptions {
  readonly port?: string;
  /** False after `--no-open`. */
  readonly open: boolean;
}

/** Beside the folder of the bundled command line. */
const pageFolder = fileURLToPath(new URL("../studio", import.meta.url));

/** Runs the command. */
export async function studio({
  junction,
  options,
  terminal,
  progress,
}: Command<StudioCommandOptions>): Promise<ExitStatus> {
  progress.hide();
  const { demo = false, json, open } = options;
  const { interruption } = terminal;
  // The window of the terminal was closed.
  process.once("SIGHUP", () => interruption.interrupt());
  const port = portOf(options.port);
  const page = await readPage(pageFolder);
  const { url, close } = await serveStudio({ junction, page, demo, version: VERSION, port });
  let removeFile = () => {};
  try {
    if (json) await writeDocument(terminal, { url });
    else await terminal.result(`${url}\n`);
    terminal.message("the studio runs until Ctrl-C; whoever has this address can use it");
    if (open && terminal.isInteractive) {
      // Some browsers may not read temporary files, which nobody reports.
      terminal.message("opening a browser; if it does not show the page, open the address yourself");
      removeFile = await openInBrowser(url, (reason) => terminal.message(reason));
    }
    await aborted(interruption.signal);
  } finally {
    removeFile();
    await close();
  }
  return exit.done;
}

function portOf(text = "0"): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new UsageError("expected --port to be a number from 0 to 65535");
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
}

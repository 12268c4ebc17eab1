/** Asks questions at the terminal. */

import { createInterface, type Interface } from "node:readline";
import { Writable } from "node:stream";
import { exit, UsageError } from "./exit.js";
import type { Terminal } from "./terminal.js";

/** Asks on stderr, and reads answers from stdin. */
export class Questions {
  readonly #terminal: Terminal;
  #isSilent = false;
  #interface: Interface | undefined;

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
  }

  /** Asks whether to go on. Anything but yes is no, and so is the end of the input. */
  async confirm(question: string): Promise<boolean> {
    const answer = await this.#ask(`${question} [y/N] `);
    return /^y(es)?$/i.test(answer?.trim() ?? "");
  }

  /** Asks for a text. Undefined at the end of the input. */
  text(question: string): Promise<string | undefined> {
    return this.#ask(`${question}: `);
  }

  /** Asks for a secret, which is not shown. Undefined at the end of the input. */
  async secret(question: string): Promise<string | undefined> {
    const secret = await this.#ask(`${question}: `, true);
    process.stderr.write("\n");
    return secret;
  }

  /** Frees stdin, so that the process can end. */
  close(): void {
    this.#interface?.close();
    this.#interface = undefined;
  }

  #ask(question: string, isSecret = false): Promise<string | undefined> {
    const lines = this.#lines();
    return new Promise((resolve, reject) => {
      const { signal } = this.#terminal.interruption;
      const end = () => {
        this.#isSilent = false;
        lines.off("close", close);
        signal.removeEventListener("abort", abort);
      };
      const close = () => {
        end();
        process.stderr.write("\n");
        resolve(undefined);
      };
      const abort = () => {
        end();
        process.stderr.write("\n");
        reject(signal.reason);
      };
      lines.once("close", close);
      signal.addEventListener("abort", abort);
      lines.question(question, (answer) => {
        end();
        resolve(answer);
      });
      this.#isSilent = isSecret;
    });
  }

  #lines(): Interface {
    if (this.#interface) return this.#interface;
    const output = new Writable({
      write: (chunk, _, done) => {
        if (!this.#isSilent) process.stderr.write(chunk);
        done();
      },
    });
    this.#interface = createInterface({ input: process.stdin, output, terminal: true, historySize: 0 });
    this.#interface.on("SIGINT", () => this.#terminal.interruption.interrupt());
    return this.#interface;
  }
}

/** @throws {UsageError} If nobody can agree: the option is not given, and there is no terminal to ask at. */
export function requireAsker({ isInteractive }: Terminal, isAgreed = false): void {
  if (isAgreed || isInteractive) return;
  throw new UsageError("nothing was changed: there is no terminal to ask at; use --yes to agree beforehand");
}

/**
 * Asks whether to do what was shown.
 *
 * @param isAgreed Whether `--yes` agreed beforehand.
 */
export async function agreed(terminal: Terminal, isAgreed: boolean, question: string): Promise<boolean> {
  requireAsker(terminal, isAgreed);
  if (isAgreed) return true;
  const questions = new Questions(terminal);
  try {
    return await questions.confirm(question);
  } finally {
    questions.close();
  }
}

/** The status of a command whose question was answered by no. */
export const declined = exit.failed;

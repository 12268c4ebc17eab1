/** Reads the secrets of a credential: from stdin, a file, a variable, or a question. No secret is an argument. */

import { readFile } from "node:fs/promises";
import { UsageError } from "./exit.js";

/** Returns the content of stdin as text. */
export async function textOfStdin(): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk);
  return textOf(Buffer.concat(chunks), "the standard input");
}

/** Returns the content of a file as text. */
export async function textOfFile(path: string): Promise<string> {
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`expected the file ${path}, which cannot be read (${error.code ?? "no code"})`);
  });
  return textOf(bytes, path);
}

function textOf(bytes: Uint8Array, what: string): string {
  try {
    // A byte order mark is dropped.
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new UsageError(`expected ${what} to be in UTF-8`);
  }
}

/** Where `set` takes the client secret from. */
export interface SecretSource {
  readonly clientSecretStdin?: boolean;
  readonly clientSecretFile?: string;
  readonly clientSecretEnv?: string;
}

/** Returns the client secret of the options, or undefined if they name none. One line break at its end is dropped. */
export async function clientSecretOf(source: SecretSource): Promise<string | undefined> {
  const { clientSecretStdin, clientSecretFile, clientSecretEnv } = source;
  const given = [clientSecretStdin, clientSecretFile, clientSecretEnv].filter(
    (option) => option !== undefined,
  );
  if (given.length === 0) return undefined;
  if (given.length > 1) {
    throw new UsageError(
      "expected one of --client-secret-stdin, --client-secret-file and --client-secret-env",
    );
  }
  const secret = (await read(source)).replace(/\r?\n$/, "");
  if (secret === "") throw new UsageError("expected a client secret, which is empty");
  return secret;
}

async function read({ clientSecretFile, clientSecretEnv }: SecretSource): Promise<string> {
  if (clientSecretFile !== undefined) return await textOfFile(clientSecretFile);
  if (clientSecretEnv === undefined) return await textOfStdin();
  const secret = process.env[clientSecretEnv];
  // The name may be the secret itself.
  const isName = /^[A-Za-z_]\w*$/.test(clientSecretEnv);
  if (!secret) {
    throw new UsageError(
      `expected the variable${isName ? ` ${clientSecretEnv}` : ""}, which is not set or empty`,
    );
  }
  return secret;
}

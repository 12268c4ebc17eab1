/** Calls a procedure of the router, and prints the result: node ask.js PROCEDURE INPUT. */

import { TRPCError } from "@trpc/server";
import { createCaller, sent } from "./router.js";

const [procedure = "", input = ""] = process.argv.slice(2);

async function asked(): Promise<object> {
  const caller = createCaller({}) as unknown as Record<string, (input: unknown) => Promise<unknown>>;
  try {
    return { output: await caller[procedure]?.(JSON.parse(input)) };
  } catch (error) {
    if (!(error instanceof TRPCError)) throw error;
    const { code, message, cause } = error;
    return { code, message, issues: (cause as { issues?: unknown } | undefined)?.issues };
  }
}

console.log(JSON.stringify({ ...(await asked()), sent }));

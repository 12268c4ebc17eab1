/** What this runtime makes of the async contexts of calls. */

import "./cases.js";
import { type Report, runTests } from "../harness.js";
import { type Crowd, crowd } from "./crowd.js";

export interface Contexts {
  /** Of the tests in cases.ts. */
  cases: Report;
  /** Of the calls in crowd.ts. */
  crowd: Crowd;
}

export async function contexts(): Promise<Contexts> {
  const cases = await runTests();
  return { cases, crowd: await crowd() };
}

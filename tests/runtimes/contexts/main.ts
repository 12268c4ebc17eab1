/** Tests the async contexts of calls in this runtime. */

import "./cases.js";
import { type Report, runTests } from "../harness.js";
import { type Crowd, crowd } from "./crowd.js";

export interface Contexts {
  /** The result of the tests in cases.ts. */
  cases: Report;
  /** The result of the calls in crowd.ts. */
  crowd: Crowd;
}

export async function contexts(): Promise<Contexts> {
  const cases = await runTests();
  return { cases, crowd: await crowd() };
}

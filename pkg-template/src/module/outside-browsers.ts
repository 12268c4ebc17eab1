/** What only runtimes outside browsers have. Their entries call this. */

import { readEnvironment } from "../client/environment.js";
import { readCodes } from "../host/thrown.js";

export function outsideBrowsers(): void {
  readEnvironment();
  readCodes();
}

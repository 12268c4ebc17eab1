import { runTests } from "./behaviour.mjs";
import { callsOver } from "./own-fetch.mjs";

Object.assign(globalThis, { runTests, callsOver });

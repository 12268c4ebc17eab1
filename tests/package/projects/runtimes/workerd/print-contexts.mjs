// Prints the Worker's report on its async contexts, which the flag `nodejs_als` enables.

import { start } from "./start.mjs";

const worker = start({ scriptPath: "deployed/contexts-worker.js", compatibilityFlags: ["nodejs_als"] });
const response = await worker.dispatchFetch("http://worker.example");
console.log(await response.text());
await worker.dispose();

// Prints what the Worker tells of its async contexts, which it has by the flag `nodejs_als`.

import { start } from "./start.mjs";

const worker = start({ scriptPath: "deployed/contexts-worker.js", compatibilityFlags: ["nodejs_als"] });
const response = await worker.dispatchFetch("http://worker.example");
console.log(await response.text());
await worker.dispose();

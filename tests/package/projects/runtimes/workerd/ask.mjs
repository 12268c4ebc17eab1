// Prints the response of the Worker to one request.

import { start } from "./start.mjs";

const worker = start();
const response = await worker.dispatchFetch(new URL(process.argv[2], "http://worker.example"));
console.log(await response.text());
await worker.dispose();

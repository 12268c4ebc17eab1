import { callsOver } from "./own-fetch.mjs";

console.log(JSON.stringify(await callsOver(process.argv[2])));

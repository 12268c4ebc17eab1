import { callsOver } from "./own-fetch.mjs";

console.log(JSON.stringify(await callsOver(Deno.args[0])));

import { runTests } from "./behaviour.mjs";

console.log(JSON.stringify(await runTests()));

/** Prints which configs and locks Ajv finds valid by the published JSON Schemas, as lists of numbers. */

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Ajv } from "ajv";
import addFormats from "ajv-formats";

const { resolve } = createRequire(import.meta.url);
const documents = JSON.parse(readFileSync("documents.json", "utf8"));

const valid = Object.entries(documents).map(([name, list]) => {
  const ajv = new Ajv({ strict: true, strictTypes: false, strictRequired: false });
  addFormats.default(ajv);
  const schema = JSON.parse(readFileSync(resolve(`junction-credentials/schema/${name}.json`), "utf8"));
  const validate = ajv.compile(schema);
  return [name, list.map((document) => validate(document))];
});
console.log(JSON.stringify(Object.fromEntries(valid)));

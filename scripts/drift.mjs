// Compares an OpenAPI file of the Management API with the models: node scripts/run.mjs drift FILE.

import { resolve } from "node:path";
import { models } from "./build.mjs";
import { Document } from "./drift/document.mjs";
import { tell } from "./drift/report.mjs";
import { setup } from "./setup.mjs";
import { Failure } from "./step.mjs";

export async function drift([name, ...rest]) {
  if (name === undefined || rest.length > 0) throw new Failure("one file is needed: npm run drift -- FILE");
  // npm runs scripts in the root of the project. `INIT_CWD` is the folder in which the user called npm.
  const document = Document.openapi(resolve(process.env.INIT_CWD ?? ".", name), name);

  await setup();
  await models();
  const { jsonSchemas } = await import("../pkg/dist/json-schemas.js");
  const { operations } = await import("../pkg/dist/operations.js");
  tell({ jsonSchemas, operations }, document);
}

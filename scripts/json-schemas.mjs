// Writes the JSON Schemas of the models as the API's description has them: lists are closed, strings have formats in place
// of patterns, and the rules that this package adds for each provider are left out.

import { readFileSync } from "node:fs";

/** Evaluates the code of models, and returns the schemas that it defines by their names. */
export async function jsonSchemas(models, knownValues) {
  const kind = { ...(await kinds()), ...ofTheDescription };
  const names = Object.keys(models);
  const declarations = names.map((name) => `const ${name} = (draft) => ${models[name]};`);
  const body = `${declarations.join("\n")}\nreturn { ${names.join(", ")} };`;
  const draft = { isAnswer: false, $defs: {} };
  for (const model of Object.values(new Function("kind", "known", body)(kind, knownValues))) model(draft);
  return draft.$defs;
}

/** The functions that write the schemas of the published package. */
async function kinds() {
  // Setup installs it.
  const { transformSync } = await import("esbuild");
  const { code } = transformSync(readFileSync("pkg-template/src/schemas/kinds.ts", "utf8"), {
    loader: "ts",
    format: "cjs",
  });
  const module = { exports: {} };
  new Function("module", code)(module);
  return module.exports;
}

/** The kinds that the API's description writes in its own way. */
const ofTheDescription = {
  uuid: () => ({ type: "string", format: "uuid" }),
  dateTime: () => ({ type: "string", format: "date-time" }),
  literals: (values) => ({
    type: "string",
    ...(values.length === 1 ? { const: values[0] } : { enum: values }),
  }),
  pattern: (pattern) => () => ({ type: "string", pattern }),
  nonEmptyArray: (items) => (draft) => ({ type: "array", items: items(draft), minItems: 1 }),
  pairings: () => () => ({}),
};

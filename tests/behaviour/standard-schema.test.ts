// Every schema conforms to Standard Schema and to Standard JSON Schema, version 1.

import { schemas } from "junction-credentials";
import { expect, test } from "vitest";
import { everySchema, instances } from "./instances.js";

const metaSchemas = {
  "draft-2020-12": "https://json-schema.org/draft/2020-12/schema",
  "draft-07": "http://json-schema.org/draft-07/schema#",
};

test("there is an instance for every schema", () => {
  expect(everySchema.map(([name]) => name).sort()).toEqual(Object.keys(instances).sort());
});

for (const [name, { "~standard": standard }] of everySchema) {
  test(`${name} says which version and vendor it is of`, () => {
    expect(standard).toMatchObject({ version: 1, vendor: "junction-credentials" });
  });

  test(`${name} gives a value without issues, or issues with message and path`, () => {
    const good = standard.validate(instances[name]);
    const { issues = [] } = standard.validate(7);

    expect(Object.keys(good)).toEqual(["value"]);
    expect(issues).toEqual([{ message: "expected an object", path: [] }]);
    expect(Array.isArray(issues)).toBe(true);
  });

  // Libraries look for methods by name before they look for `~standard`: tRPC looks for `parseAsync`, `parse`,
  // `validateSync`, `create` and `assert`, and for functions. Any additional method may make one of them see another
  // kind of validator.
  test(`${name} has nothing but what Standard Schema asks for, and parseJson`, () => {
    const schema = schemas[name];

    expect(typeof schema).toBe("object");
    expect(Reflect.ownKeys(schema)).toEqual(["~standard", "parseJson"]);
    expect(Object.getPrototypeOf(schema)).toBe(Object.prototype);
  });

  for (const [target, $schema] of Object.entries(metaSchemas)) {
    test(`${name} has a JSON Schema of ${target}, the same for input and output`, () => {
      const input = standard.jsonSchema.input({ target });

      expect(input.$schema).toBe($schema);
      expect(Object.keys(input.$defs as object)).toContain(name);
      expect(standard.jsonSchema.output({ target })).toEqual(input);
    });

    test(`${name} makes a JSON Schema of ${target} anew each time, to be changed at will`, () => {
      const before = JSON.stringify(standard.jsonSchema.input({ target }));

      empty(standard.jsonSchema.input({ target }));

      expect(JSON.stringify(standard.jsonSchema.input({ target }))).toBe(before);
    });
  }

  test(`${name} refuses to write a JSON Schema of another target`, () => {
    for (const target of ["openapi-3.0", "draft-04", "", "toString", "__proto__"]) {
      for (const write of [standard.jsonSchema.input, standard.jsonSchema.output]) {
        expect(() => write({ target })).toThrow("expected the target draft-2020-12 or draft-07");
      }
    }
  });
}

test("a JSON Schema holds all that it refers to, and nothing else", () => {
  for (const [, { "~standard": standard }] of everySchema) {
    const document = standard.jsonSchema.input({ target: "draft-2020-12" });
    const references = JSON.stringify(document).matchAll(/"\$ref":"#\/\$defs\/(\w+)"/g);

    const referred = new Set(Array.from(references, ([, reference]) => reference));
    expect(referred).toEqual(new Set(Object.keys(document.$defs as object)));
  }
});

/** Deletes all keys of an object, and of every object in it. */
function empty(value: unknown): void {
  if (typeof value !== "object" || value === null) return;
  for (const key of Object.keys(value)) {
    empty(Reflect.get(value, key));
    Reflect.deleteProperty(value, key);
  }
}

/**
 * What the two interfaces of https://standardschema.dev ask for, version 1: Standard Schema, which validates, and
 * Standard JSON Schema, which describes. Form libraries, routers and documentation tools take anything that has them.
 */

/** A schema of a type, for every library that knows Standard Schema or Standard JSON Schema. */
export interface StandardSchema<Type> {
  /** What such a library looks for. */
  readonly "~standard": StandardProperties<Type>;
}

/** What a library finds under `~standard`. */
export interface StandardProperties<Type> {
  /** Of Standard Schema. */
  readonly version: 1;
  /** Always `junction-credentials`. */
  readonly vendor: string;
  /** There is no value of it: it tells a compiler which type the schema is of. */
  readonly types?:
    | {
        /** What `validate` takes. */
        readonly input: Type;
        /** What `validate` gives: the same. */
        readonly output: Type;
      }
    | undefined;
  /**
   * Looks at what `JSON.stringify` makes of a value, and gives that back as `JSON.parse` reads it.
   *
   * @param value Anything.
   */
  readonly validate: (value: unknown) => StandardResult<Type>;
  /** The type for other languages and documents. */
  readonly jsonSchema: {
    /**
     * Gives the JSON Schema of what `validate` takes.
     *
     * @param options Of which draft it is to be.
     */
    readonly input: (options: JsonSchemaOptions) => Record<string, unknown>;
    /**
     * Gives the JSON Schema of what `validate` gives: the same.
     *
     * @param options Of which draft it is to be.
     */
    readonly output: (options: JsonSchemaOptions) => Record<string, unknown>;
  };
}

/** Which JSON Schema is wanted. */
export interface JsonSchemaOptions {
  /** `draft-2020-12` or `draft-07`; another one is an error. */
  readonly target: "draft-2020-12" | "draft-07" | "openapi-3.0" | ({} & string);
}

/** What comes of a validation: a value, or issues. */
export type StandardResult<Type> =
  | {
      /** The checked value. */
      readonly value: Type;
      /** Absent: all is well. */
      readonly issues?: undefined;
    }
  | {
      /** Everything that is not as described. */
      readonly issues: readonly StandardIssue[];
    };

/** One thing that is not as described. It holds a place and an expectation, never a value. */
export interface StandardIssue {
  /** What was expected. */
  readonly message: string;
  /** Where, from the outside in: `["details", "fitbit"]`. Empty for the whole. */
  readonly path: readonly (string | number)[];
}

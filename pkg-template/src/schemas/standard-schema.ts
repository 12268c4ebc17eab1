/**
 * The interfaces of https://standardschema.dev, version 1: Standard Schema, which validates, and Standard JSON Schema,
 * which describes. Form libraries, routers and documentation tools accept every object that implements them.
 */

/** A schema for a type, for every library that supports Standard Schema or Standard JSON Schema. */
export interface StandardSchema<Type> {
  /** The property that such a library reads. */
  readonly "~standard": StandardProperties<Type>;
}

/** The value of `~standard`. */
export interface StandardProperties<Type> {
  /** The version of Standard Schema. */
  readonly version: 1;
  /** Always `junction-credentials`. */
  readonly vendor: string;
  /** Never has a value. It lets TypeScript infer the type of the schema. */
  readonly types?:
    | {
        /** The type that `validate` accepts. */
        readonly input: Type;
        /** The type that `validate` returns: the same. */
        readonly output: Type;
      }
    | undefined;
  /**
   * Validates what `JSON.stringify` writes for a value, and returns that as `JSON.parse` reads it.
   *
   * @param value Any value.
   */
  readonly validate: (value: unknown) => StandardResult<Type>;
  /** Describes the type as JSON Schema, for other languages and for documentation. */
  readonly jsonSchema: {
    /**
     * Returns the JSON Schema of the type that `validate` accepts.
     *
     * @param options The draft of JSON Schema.
     * @throws {Error} If the draft is not supported.
     */
    readonly input: (options: JsonSchemaOptions) => Record<string, unknown>;
    /**
     * Returns the JSON Schema of the type that `validate` returns: the same.
     *
     * @param options The draft of JSON Schema.
     * @throws {Error} If the draft is not supported.
     */
    readonly output: (options: JsonSchemaOptions) => Record<string, unknown>;
  };
}

/** Options for a JSON Schema. */
export interface JsonSchemaOptions {
  /** `draft-2020-12` or `draft-07`. Every other value is an error. */
  readonly target: "draft-2020-12" | "draft-07" | "openapi-3.0" | ({} & string);
}

/** The result of a validation: a value, or issues. */
export type StandardResult<Type> =
  | {
      /** The validated value. */
      readonly value: Type;
      /** Absent if the value is valid. */
      readonly issues?: undefined;
    }
  | {
      /** Everything that is invalid. */
      readonly issues: readonly StandardIssue[];
    };

/** One problem. It contains a path and an expectation, never a value. */
export interface StandardIssue {
  /** What was expected. */
  readonly message: string;
  /** The path of the value, from the outside in: `["details", "fitbit"]`. Empty for the whole value. */
  readonly path: readonly (string | number)[];
}

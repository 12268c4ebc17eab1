/** The options that every command has. */

/** The options of every command. */
export interface CommonOptions {
  /** One JSON document in place of text. */
  readonly json?: boolean;
  /** Do not ask. */
  readonly yes?: boolean;
  /** The address of the API, or of a proxy. */
  readonly baseUrl?: string;
  /** Use an embedded API with sample data. */
  readonly demo?: boolean;
  /** False after `--no-color`. */
  readonly color: boolean;
}

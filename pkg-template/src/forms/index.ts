/**
 * What a form for a credential of each provider asks for. It needs no WebAssembly.
 *
 * @module junction-credentials/forms
 */

export type * from "../core/credential-types.js";
export { type FormField, type FormFieldKind, formFields } from "./fields.js";

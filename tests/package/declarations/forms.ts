/** A library that uses only the fields of forms. */

import { formFields } from "junction-credentials/forms";

export * from "junction-credentials/forms";

export const fields = formFields.bind(undefined);
export const fitbit = formFields("fitbit");
export const labels = fitbit.map(({ label }) => label);
export const first = { ...fitbit[0] };

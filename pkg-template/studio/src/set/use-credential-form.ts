/** The state of the form, validated by the rules of the package. */

import { standardSchemaResolver } from "@hookform/resolvers/standard-schema";
import { schemas } from "junction-credentials";
import type { FormField } from "junction-credentials/forms";
import { useEffect, useMemo, useRef } from "react";
import { type FieldErrors, get, type Resolver, set, useForm } from "react-hook-form";
import { bodyOf, type FormValues, valuesOf } from "./form-body.ts";
import { allErrors, fieldAt } from "./form-errors.ts";
import type { Target } from "./target.ts";

// The type of the body is a union over all providers, which the values of a form cannot have.
const check = standardSchemaResolver(
  schemas.UpsertTeamCustomCredentialsBody as never,
) as Resolver<FormValues>;

/**
 * The form of a credential. `handleSubmit` passes the body of `set` on.
 *
 * @param allFields The fields of all shapes.
 * @param fields The fields of the chosen shape.
 * @param stored The redacted credential that is replaced, or undefined.
 */
export function useCredentialForm(
  target: Target,
  allFields: readonly FormField[],
  fields: readonly FormField[],
  stored: object | undefined,
) {
  const given = useRef({ target, fields, stored });
  given.current = { target, fields, stored };

  const resolver = useMemo<Resolver<FormValues>>(
    () => async (values, context, options) => {
      const { target, fields, stored } = given.current;
      const { body, problems } = bodyOf(target, fields, values, stored);
      const checked = await check(body, context, options);
      const errors: FieldErrors = checked.errors;
      const hasErrors = Object.keys(errors).length > 0;
      for (const { path, message } of problems) {
        if (path === "empty" && hasErrors) continue;
        set(errors, path, { type: "problem", message, ref: refOf(path) });
      }
      for (const { path, type } of allErrors(errors)) {
        const field = fieldAt(fields, path);
        if (!field || type === "problem" || !isEmpty(get(values, field.path))) continue;
        set(errors, field.path, { type: "required", message: "Enter a value.", ref: refOf(field.path) });
      }
      return Object.keys(errors).length > 0 ? { values: {}, errors } : { values: body, errors: {} };

      function refOf(path: string) {
        const field: { ref?: unknown } | undefined = get(options.fields, path);
        return field?.ref;
      }
    },
    [],
  );
  const form = useForm<FormValues>({
    resolver,
    mode: "onTouched",
    defaultValues: useMemo(() => valuesOf(allFields, stored), []),
  });
  const { reset } = form;
  useEffect(() => {
    // What was typed stays when the team or the environment changes.
    reset(valuesOf(allFields, stored), { keepDirtyValues: true, keepErrors: true });
  }, [reset, allFields, stored]);
  const { isDirty } = form.formState;
  useEffect(() => {
    if (!isDirty) return;
    // The browser asks before it closes or reloads the page.
    const keep = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener("beforeunload", keep);
    return () => removeEventListener("beforeunload", keep);
  }, [isDirty]);
  return form;
}

const isEmpty = (value: unknown): boolean =>
  value === undefined || value === "" || (Array.isArray(value) && value.length === 0);

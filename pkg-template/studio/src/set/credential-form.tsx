/** The form of a credential, made of the fields of its provider. */

import { useQueryClient } from "@tanstack/react-query";
import type { ClientFacingTeamProviderCredentials, SetTeamCustomCredentialsBody } from "junction-credentials";
import { redact } from "junction-credentials";
import { formFields } from "junction-credentials/forms";
import { type FormEvent, useMemo, useState } from "react";
import type { FieldErrors } from "react-hook-form";
import { isLost } from "../data/failure.ts";
import { rememberRow } from "../data/listing.ts";
import { scopeName } from "../data/scopes.ts";
import { junction } from "../data/server.ts";
import { FailureNotice, Notice } from "../parts/notice.tsx";
import { Segments } from "../parts/segments.tsx";
import { fieldsOfShape, hadSecret } from "./form-body.ts";
import { allErrors, fieldAt, issuesOf, sentence } from "./form-errors.ts";
import { FormField } from "./form-field.tsx";
import { shapeOf, shapesOf } from "./shapes.ts";
import type { Target } from "./target.ts";
import { useCredentialForm } from "./use-credential-form.ts";

interface CredentialFormProps {
  readonly target: Target;
  /** The credential that is replaced, without its secrets. */
  readonly stored: ClientFacingTeamProviderCredentials | undefined;
  /** Whether it is not known yet what is replaced. */
  readonly isReading: boolean;
  readonly onSaving: (isSaving: boolean) => void;
  readonly onSaved: (credential: ClientFacingTeamProviderCredentials) => void;
}

export function CredentialForm({ target, stored, isReading, onSaving, onSaved }: CredentialFormProps) {
  const { provider, env, region } = target;
  const client = useQueryClient();
  const allFields = useMemo(() => formFields(provider), [provider]);
  const shapes = useMemo(() => shapesOf(allFields), [allFields]);
  const [chosen, setChosen] = useState<string>();
  const shape = chosen ?? shapeOf(allFields, stored) ?? shapes[0]?.value ?? "";
  const fields = useMemo(() => fieldsOfShape(allFields, shape), [allFields, shape]);
  const form = useCredentialForm(target, allFields, fields, stored);
  const { errors, isSubmitting, submitCount } = form.formState;
  const [failure, setFailure] = useState<unknown>();

  // Not a mutation of the query library, whose cache would keep the secrets.
  const save = form.handleSubmit(async (body) => {
    setFailure(undefined);
    onSaving(true);
    try {
      const credentials = junction().teamCustomCredentials(env, region);
      const credential = redact(await credentials.set(body as unknown as SetTeamCustomCredentialsBody));
      form.reset({});
      rememberRow(client, { env, region, credential });
      onSaved(credential);
    } catch (error) {
      const issues = issuesOf(error);
      for (const [index, { path, message }] of issues.entries()) {
        const field = fieldAt(fields, path);
        form.setError(
          field?.path ?? `root.${path || "body"}`,
          { type: "refused", message },
          { shouldFocus: index === 0 },
        );
      }
      if (issues.length === 0) setFailure(error);
    } finally {
      onSaving(false);
    }
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isSubmitting) void save(event);
  };

  return (
    <form
      className="card"
      onSubmit={submit}
      noValidate
      aria-label={`Credential of ${provider}`}
      autoComplete="off"
    >
      <h2>2. Enter the credential</h2>
      {shapes.length > 1 && (
        <Segments label="Kind of details" options={shapes} value={shape} onChoose={setChosen} />
      )}
      {fields.map((field) => (
        <FormField
          key={`${field.shape} ${field.path}`}
          field={field}
          register={form.register}
          errors={errors}
          isStored={field.secret && hadSecret(field, stored)}
        />
      ))}
      <OtherErrors errors={errors} isOther={(path) => fieldAt(fields, path) === undefined} />
      {failure !== undefined && <FailureNotice error={failure} what={outcomeOf(failure)} />}
      <footer className="form-foot">
        <button
          type="submit"
          className={env === "production" ? "danger filled" : "primary"}
          // Not `disabled`, with which it would lose the focus.
          aria-disabled={isSubmitting}
        >
          {isSubmitting ? "Setting…" : `${stored ? "Replace" : "Set"} in ${scopeName(target)}`}
        </button>
        {isReading && <span className="hint">Reading whether this would replace a credential…</span>}
        {submitCount > 0 && Object.keys(errors).length > 0 && (
          <span className="problem" role="status">
            Nothing was stored. Correct the marked values.
          </span>
        )}
      </footer>
    </form>
  );
}

/** A lost response says nothing about what was done. */
function outcomeOf(error: unknown): string {
  return isLost(error)
    ? "It is not known whether the credential was set. What you typed is still here, and setting it again does no harm."
    : "The credential was not set. What you typed is still here.";
}

interface OtherErrorsProps {
  readonly errors: FieldErrors;
  readonly isOther: (path: string) => boolean;
}

/** The errors that no field of the form is to blame for. */
function OtherErrors({ errors, isOther }: OtherErrorsProps) {
  const others = allErrors(errors).filter(({ path }) => isOther(path));
  if (others.length === 0) return null;
  return (
    <Notice tone="error" title="The credential cannot be set like this.">
      <ul>
        {others.map(({ path, message }) => (
          <li key={path}>
            {path !== "empty" && <code>{path.replace(/^root\./, "")}</code>} {sentence(message)}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

/** A form for a Fitbit credential, validated by the schema for the body of `set`. */

import { standardSchemaResolver } from "@hookform/resolvers/standard-schema";
import { type SetTeamCustomCredentialsBody, schemas } from "junction-credentials";
import { useState } from "react";
import { useForm } from "react-hook-form";

const resolver = standardSchemaResolver(schemas.UpsertTeamCustomCredentialsBody);
const fields = [
  ["client_id", "Client id"],
  ["client_secret", "Client secret"],
  ["details.fitbit.workout_verify_token", "Verification code for activities"],
  ["details.fitbit.sleep_verify_token", "Verification code for sleep"],
  ["details.fitbit.body_verify_token", "Verification code for body"],
  ["details.fitbit.foods_verify_token", "Verification code for foods"],
] as const;

/** The API accepts an empty string as a value, so an empty field must be undefined. */
const setValueAs = (text: string | undefined) => text || undefined;

export function FitbitForm({ team_id }: { team_id: string }) {
  const [body, submit] = useState<SetTeamCustomCredentialsBody>();
  const form = useForm({ resolver, defaultValues: { team_id, provider: "fitbit" } });
  return (
    <form onSubmit={form.handleSubmit(submit)} noValidate>
      <h1>A credential for Fitbit</h1>
      {fields.map(([name, label]) => {
        const { error } = form.getFieldState(name, form.formState);
        return (
          <div key={name}>
            <label htmlFor={name}>{label}</label>
            <input
              id={name}
              {...form.register(name, { setValueAs })}
              aria-invalid={error !== undefined}
              aria-describedby={error && `${name}-error`}
            />
            {error && (
              <p role="alert" id={`${name}-error`}>
                {error.message}
              </p>
            )}
          </div>
        );
      })}
      <button type="submit">Set</button>
      {body && <output>{JSON.stringify(body, null, 2)}</output>}
    </form>
  );
}

/** One field of the form, by the kind of its value. */

import type { FormField as Field } from "junction-credentials/forms";
import { useId, useState } from "react";
import type { FieldErrors, UseFormRegister } from "react-hook-form";
import { Code } from "../parts/notice.tsx";
import { type FormValues, nameOf } from "./form-body.ts";
import { messageAt } from "./form-errors.ts";

interface FormFieldProps {
  readonly field: Field;
  readonly register: UseFormRegister<FormValues>;
  readonly errors: FieldErrors;
  /** Whether the stored credential has a secret here. */
  readonly isStored: boolean;
}

export function FormField({ field, register, errors, isStored }: FormFieldProps) {
  const id = useId();
  const message = messageAt(errors, field);
  // A secret that is stored may not get lost.
  const isRequired = field.required === true || isStored;
  const described = {
    "aria-describedby": `${id}-help${message ? ` ${id}-problem` : ""}`,
    "aria-invalid": message !== undefined,
    "aria-required": isRequired,
  };
  const note = isRequired
    ? "required"
    : field.required === "details"
      ? "required with other details"
      : "optional";
  const isGroup = field.kind === "choices" || field.kind === "lists";
  const label = (
    <>
      {field.label} <span className="muted note">{note}</span>
    </>
  );
  const below = (
    <>
      <p className="help" id={`${id}-help`}>
        <Code text={field.help} />
        {isStored && " A secret is stored. Enter it again, because the credential is replaced as a whole."}
      </p>
      <p className="problem" id={`${id}-problem`} role="alert">
        {message}
      </p>
    </>
  );
  if (isGroup) {
    return (
      <fieldset
        className={`field group ${message ? "invalid" : ""}`}
        aria-describedby={described["aria-describedby"]}
      >
        <legend>{label}</legend>
        <Group field={field} register={register} id={id} />
        {below}
      </fieldset>
    );
  }
  if (field.kind === "boolean") {
    return (
      <div className="field">
        <label className="check">
          <input id={id} type="checkbox" {...register(nameOf(field))} aria-describedby={`${id}-help`} />
          {field.label}
        </label>
        {below}
      </div>
    );
  }
  return (
    <div className={`field ${message ? "invalid" : ""}`}>
      <label htmlFor={id}>{label}</label>
      <Input field={field} register={register} id={id} described={described} />
      {below}
    </div>
  );
}

interface InputProps extends Pick<FormFieldProps, "field" | "register"> {
  readonly id: string;
  readonly described: object;
}

function Input({ field, register, id, described }: InputProps) {
  const [isShown, setShown] = useState(false);
  const { kind, options = [], secret } = field;
  const common = {
    id,
    autoComplete: "off",
    spellCheck: false,
    autoCapitalize: "none",
    ...described,
    ...register(nameOf(field)),
  };
  if (kind === "choice") {
    return (
      <select {...common}>
        <option value="">None chosen</option>
        {options.map((option) => (
          <option key={option}>{option}</option>
        ))}
      </select>
    );
  }
  const input =
    kind === "json" ? (
      <textarea
        {...common}
        rows={4}
        className={secret && !isShown ? "masked code" : "code"}
        placeholder="{ }"
      />
    ) : (
      // Not of the type `password`: browsers would offer to store it, and warn about several in one form.
      <input
        {...common}
        type="text"
        className={secret && !isShown ? "masked" : undefined}
        placeholder={kind === "list" ? "Separated by commas" : undefined}
      />
    );
  if (!secret) return input;
  return (
    <div className="row">
      {input}
      <button
        type="button"
        className="small"
        aria-label={`${isShown ? "Hide" : "Show"}: ${field.label}`}
        aria-controls={id}
        onClick={() => setShown(!isShown)}
      >
        {isShown ? "Hide" : "Show"}
      </button>
    </div>
  );
}

function Group({
  field,
  register,
  id,
}: Pick<FormFieldProps, "field" | "register"> & { readonly id: string }) {
  return (field.options ?? []).map((option) =>
    field.kind === "choices" ? (
      <label key={option} className="check">
        <input type="checkbox" value={option} {...register(nameOf(field))} />
        {option}
      </label>
    ) : (
      <div key={option} className="pair">
        <label htmlFor={`${id}-${option}`}>{option}</label>
        <input
          id={`${id}-${option}`}
          autoComplete="off"
          placeholder="Separated by commas"
          {...register(nameOf(field, option))}
        />
      </div>
    ),
  );
}

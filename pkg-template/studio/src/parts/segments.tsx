/** A field to choose one of a few options, all of which are visible. */

import { useId } from "react";

interface SegmentsProps {
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly value: string;
  readonly onChoose: (value: string) => void;
}

export function Segments({ label, options, value, onChoose }: SegmentsProps) {
  const name = useId();
  return (
    <fieldset className="field segments">
      <legend>{label}</legend>
      <div className="segments-row">
        {options.map((option) => (
          <label key={option.value} className={`segment ${option.value}`}>
            <input
              type="radio"
              name={name}
              checked={option.value === value}
              onChange={() => onChoose(option.value)}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

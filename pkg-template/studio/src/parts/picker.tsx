/** A field to choose one of many options by typing a part of its name. */

import { Combobox } from "@base-ui/react/combobox";
import { useId, useMemo, useState } from "react";

/** One option. */
export interface Option {
  readonly value: string;
  readonly label: string;
  /** What tells options with the same label apart. */
  readonly note?: string | undefined;
}

interface PickerProps {
  readonly label: string;
  readonly options: readonly Option[];
  /** The chosen option, or an empty string. */
  readonly value: string;
  readonly onChoose: (value: string) => void;
  readonly placeholder: string;
  /** Shown if no option matches. */
  readonly empty?: string;
}

const mostOptions = 100;

export function Picker({
  label,
  options,
  value,
  onChoose,
  placeholder,
  empty = "Nothing matches.",
}: PickerProps) {
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const chosen = useMemo(() => {
    if (!value) return null;
    // The value may come from the URL, and its option from a listing that is not read yet.
    return options.find((option) => option.value === value) ?? { value, label: value };
  }, [options, value]);
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <Combobox.Root
        items={options}
        open={isOpen}
        onOpenChange={setOpen}
        value={chosen}
        onValueChange={(option: Option | null) => onChoose(option?.value ?? "")}
        isItemEqualToValue={(one: Option, other: Option) => one.value === other.value}
        itemToStringLabel={(option: Option) => option.label}
        limit={mostOptions}
        autoHighlight
      >
        <div className="picker">
          <Combobox.Input
            id={id}
            onKeyDown={({ key }) => key === "Tab" && setOpen(false)}
            placeholder={placeholder}
            autoComplete="off"
            spellCheck={false}
          />
          <Combobox.Clear className="picker-button clear" aria-label={`Clear ${label.toLowerCase()}`}>
            ×
          </Combobox.Clear>
          <Combobox.Trigger
            className="picker-button"
            aria-label={`Show the options of ${label.toLowerCase()}`}
          >
            ▾
          </Combobox.Trigger>
        </div>
        {isOpen && (
          <Combobox.Portal>
            <Combobox.Positioner className="popup-positioner" sideOffset={4}>
              {/* Not `Combobox.Popup`, which hides the rest of the page from assistive technology, although it can be reached. */}
              <div className="popup">
                <Combobox.Empty className="popup-empty">{empty}</Combobox.Empty>
                <Combobox.List className="popup-list">
                  {(option: Option) => (
                    <Combobox.Item key={option.value} value={option} className="option">
                      <span>{option.label}</span>
                      {option.note && <span className="muted">{option.note}</span>}
                    </Combobox.Item>
                  )}
                </Combobox.List>
              </div>
            </Combobox.Positioner>
          </Combobox.Portal>
        )}
      </Combobox.Root>
    </div>
  );
}

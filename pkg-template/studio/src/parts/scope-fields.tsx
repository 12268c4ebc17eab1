/** The fields that choose an environment and a region. */

import { Segments } from "./segments.tsx";

interface ScopeFieldsProps {
  readonly env: string;
  readonly region: string;
  /** Whether every environment and every region can be chosen together. */
  readonly hasAll?: boolean;
  readonly onChoose: (choice: { readonly env: string } | { readonly region: string }) => void;
}

const all = { value: "", label: "All" };
const envOptions = [
  { value: "production", label: "Production" },
  { value: "sandbox", label: "Sandbox" },
];
const regionOptions = [
  { value: "us", label: "US" },
  { value: "eu", label: "EU" },
];

export function ScopeFields({ env, region, hasAll = false, onChoose }: ScopeFieldsProps) {
  const before = hasAll ? [all] : [];
  return (
    <>
      <Segments
        label="Environment"
        options={[...before, ...envOptions]}
        value={env}
        onChoose={(value) => onChoose({ env: value })}
      />
      <Segments
        label="Region"
        options={[...before, ...regionOptions]}
        value={region}
        onChoose={(value) => onChoose({ region: value })}
      />
    </>
  );
}

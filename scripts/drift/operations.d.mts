import type { Document } from "./document.mjs";

export interface Difference {
  side: "file" | "models";
  kind: "value" | "field" | "required" | "type" | "shape" | "operation" | "parameter";
  place: string;
  what: string;
  calls: string[];
}

export interface Models {
  readonly jsonSchemas: Readonly<Record<string, object>>;
  readonly operations: Readonly<Record<string, object>>;
}

export function differences(models: Models, file: Document): Difference[];

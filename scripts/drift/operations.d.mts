import type { Document } from "./document.mjs";

export interface Difference {
  side: "file" | "models";
  kind: "value" | "field" | "required" | "type" | "shape" | "operation" | "parameter";
  place: string;
  what: string;
  calls: string[];
}

export function differences(jsonSchemas: Readonly<Record<string, object>>, file: Document): Difference[];

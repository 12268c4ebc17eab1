/** The shapes of `details` of a provider that accepts several. */

import type { FormField } from "junction-credentials/forms";
import { get } from "react-hook-form";
import type { Option } from "../parts/picker.tsx";

/** Returns the shapes, each named after the values that only it has. */
export function shapesOf(fields: readonly FormField[]): readonly Option[] {
  const shapes = [...new Set(fields.flatMap(({ shape }) => shape ?? []))];
  return shapes.map((shape) => {
    const own = fieldsOnlyOf(fields, shape).map(({ label }) => label.toLowerCase());
    const [first = shape, second] = own;
    return {
      value: shape,
      label: own.length > 2 || !second ? `By ${first}, …` : `By ${first} and ${second}`,
    };
  });
}

/** Returns the shape of a stored credential, or undefined if it has none. */
export function shapeOf(fields: readonly FormField[], stored: object | undefined): string | undefined {
  const found = fields.find(
    ({ shape, path }) =>
      shape !== undefined &&
      fieldsOnlyOf(fields, shape).some((field) => field.path === path) &&
      get(stored ?? {}, path) !== undefined,
  );
  return found?.shape;
}

function fieldsOnlyOf(fields: readonly FormField[], shape: string): FormField[] {
  const isElsewhere = (path: string) => fields.some((field) => field.path === path && field.shape !== shape);
  return fields.filter((field) => field.shape === shape && !isElsewhere(field.path));
}

// What a form asks for is what `set` accepts and requires.

import {
  appointmentProviders,
  labs,
  labsProviders,
  providers,
  RequestError,
  redact,
  type SetProvider,
  schemas,
} from "junction-credentials";
import { type FormField, formFields } from "junction-credentials/forms";
import { describe, expect, test } from "vitest";

const team_id = "0b5a6c1e-6d8f-4c53-9a55-0d0c6a3c8f11";
const settable = [...new Set([...providers, ...labs, ...labsProviders, ...appointmentProviders])];
const withDetails = settable.filter((provider) =>
  formFields(provider).some(({ path }) => path.startsWith("details.")),
);
/** The fields of each provider, once for each of its shapes. */
const forms = settable.flatMap((provider) => {
  const fields = formFields(provider);
  const shapes = new Set(fields.map(({ shape }) => shape).filter((shape) => shape !== undefined));
  return [...(shapes.size > 0 ? shapes : [undefined])].map((shape) => {
    const own = fields.filter((field) => field.shape === undefined || field.shape === shape);
    return [shape ? `${provider} with ${shape}` : provider, provider, own] as const;
  });
});

function valueFor({ kind, options = [] }: FormField): unknown {
  const [first = ""] = options;
  switch (kind) {
    case "boolean":
      return true;
    case "choice":
      return first;
    case "choices":
    case "list":
      return [options.length > 0 ? first : "an item"];
    case "lists":
      return { [first]: ["CA"] };
    case "json":
      return { any: "thing" };
    case "text":
      return "12345";
  }
}

/** The body that somebody gets who fills these fields. */
function bodyOf(provider: string, fields: readonly FormField[]): Record<string, unknown> {
  const body: Record<string, unknown> = { team_id, provider };
  for (const field of fields) {
    const steps = field.path.split(".");
    const last = steps.pop() as string;
    let place = body;
    for (const step of steps) {
      place[step] ??= {};
      place = place[step] as Record<string, unknown>;
    }
    place[last] = valueFor(field);
  }
  return body;
}

/** The paths of what `set` would find wrong. */
function wrongIn(body: unknown): string[] {
  const result = schemas.UpsertTeamCustomCredentialsBody["~standard"].validate(body);
  if (!("issues" in result) || !result.issues) return [];
  return result.issues.map(({ path = [] }) => path.join("."));
}

describe.each(forms)("the form for %s", (_, provider, fields) => {
  test("makes a body that set accepts, filled as a whole and filled where it must be", () => {
    const required = fields.filter(({ required }) => required === true);
    const details = fields.filter(({ required }) => required !== false);

    expect(wrongIn(bodyOf(provider, fields))).toEqual([]);
    expect(wrongIn(bodyOf(provider, required))).toEqual([]);
    expect(wrongIn(bodyOf(provider, details))).toEqual([]);
  });

  test("requires what set requires, and nothing else", () => {
    for (const field of fields) {
      const others = fields.filter(({ path }) => path !== field.path);
      const wrong = wrongIn(bodyOf(provider, others));

      // Some shapes are told apart by a key of an object, which is then what is missing.
      const isMissing = wrong.some((path) => path === "details" || field.path.startsWith(path));
      const hasDetails = others.some(({ path }) => path.startsWith("details."));
      const isRequired = field.required === "details" ? hasDetails : field.required;
      expect([field.path, isMissing]).toEqual([field.path, isRequired]);
    }
  });

  test("calls secret what redact hides", () => {
    const redacted = JSON.stringify(redact(bodyOf(provider, fields)));

    for (const field of fields) {
      const alone = JSON.stringify(redact(bodyOf(provider, [field])));
      const isHidden = alone.includes("***");
      expect([field.path, isHidden]).toEqual([field.path, field.secret]);
    }
    expect(redacted.includes("***")).toBe(fields.some(({ secret }) => secret));
  });

  test("has a label, a help and options where there is a choice", () => {
    expect(new Set(fields.map(({ path }) => path)).size).toBe(fields.length);
    for (const { label, help, kind, options } of fields) {
      expect(label).toMatch(/^[A-Z]/);
      expect(help).toMatch(/^[A-Z].*\.$/s);
      expect(options !== undefined).toBe(["choice", "choices", "lists"].includes(kind));
    }
  });
});

test("every key of every shape of details is asked for", () => {
  const { $defs } = schemas.UpsertTeamCustomCredentialsBody["~standard"].jsonSchema.input({
    target: "draft-2020-12",
  }) as { $defs: Record<string, { properties?: object }> };
  const shapes = Object.entries($defs).filter(([name]) => name.endsWith("Details"));
  const described = shapes.flatMap(([, { properties = {} }]) => Object.keys(properties));

  const asked = settable.flatMap(formFields).map(({ path }) => path.split(".")[1]);

  expect(shapes).toHaveLength(11);
  expect(new Set(asked.filter((key) => key !== undefined))).toEqual(new Set(described));
});

test("providers without details of their own have the fields that all have", () => {
  const paths = formFields("strava").map(({ path }) => path);

  expect(paths).toEqual(["client_id", "client_secret", "redirect_url_override"]);
  expect(withDetails.length).toBe(10);
});

test("freestyle_libre needs a client id and nothing else", () => {
  expect(formFields("freestyle_libre")).toMatchObject([{ path: "client_id", required: true }]);
});

test("labcorp has two shapes, and says of each value to which it belongs", () => {
  const shapes = formFields("labcorp").map(({ path, shape }) => [path, shape]);

  expect(shapes).toContainEqual(["details.labcorp.account_number", "LabCorpTeamProviderDetails"]);
  expect(shapes).toContainEqual(["details.sending_facility", "LabcorpProviderDetails"]);
  expect(shapes).toContainEqual(["client_id", undefined]);
});

test("fields that are changed change nothing for the next form", () => {
  const [, , , billing] = formFields("labcorp").filter(({ options }) => options);
  (billing?.options as string[] | undefined)?.push("changed");
  Object.assign(formFields("fitbit")[0] as object, { label: "changed" });

  expect(JSON.stringify([formFields("labcorp"), formFields("fitbit")])).not.toContain("changed");
});

test.each(["", "fitbitt", "constructor", "__proto__", undefined, null, ["fitbit"], "epic"])(
  "%s is no provider that can be set",
  (provider) => {
    expect(() => formFields(provider as SetProvider)).toThrow(RequestError);
  },
);

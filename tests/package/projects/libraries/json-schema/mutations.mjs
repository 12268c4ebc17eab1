/** Mutates documents systematically: removes each field, replaces it by values of every kind, and adds fields. */

const id = "3e8d9f41-90b2-4f86-8d88-000000000001";
const dates = [
  "2026-05-01T10:00:00Z",
  "2026-05-01t10:00:00z",
  "2026-05-01T10:00:00",
  "2026-05-01T10:00:00.123456",
  "2026-05-01T10:00:00.123456+00:00",
  "2026-05-01T10:00:00-23:59",
  "2026-05-01T10:00:00+24:00",
  "2026-05-01T10:00:00+10:60",
  "2026-05-01T10:00:00+0100",
  "2026-05-01T10:00:00.Z",
  "2026-05-01T10:00:00,5Z",
  "2026-05-01 10:00:00Z",
  "2026-05-01T10:00Z",
  "2026-05-01T24:00:00Z",
  "2026-05-01T10:60:00Z",
  "2026-05-01T10:00:61Z",
  "2016-12-31T23:59:60Z",
  "2017-01-01T00:59:60+01:00",
  "2026-05-01T10:00:00Z\n",
  " 2026-05-01T10:00:00Z",
  "2026-05-01",
  "2026-5-01T10:00:00Z",
  "+026-05-01T10:00:00Z",
  "２026-05-01T10:00:00Z",
  "1777629600",
];
const days = ["0000", "1900", "2000", "2023", "2024", "2026"].flatMap((year) =>
  [
    "00-01",
    "01-00",
    "01-31",
    "01-32",
    "02-28",
    "02-29",
    "02-30",
    "04-30",
    "04-31",
    "11-31",
    "12-31",
    "13-01",
  ].map((day) => `${year}-${day}T10:00:00Z`),
);
const uuids = [
  id,
  id.toUpperCase(),
  id.replaceAll("-", ""),
  id.slice(1),
  `${id}0`,
  `{${id}}`,
  `urn:uuid:${id}`,
  `${id}\n`,
  id.replace("3", "g"),
  id.replaceAll("-", "_"),
];
const values = [
  null,
  true,
  0,
  7,
  -1,
  1.5,
  1e21,
  "",
  "acme",
  "CM",
  "fitbit",
  "Fitbit",
  "hint_health",
  [],
  [null],
  [7],
  ["a"],
  ["patient_bill", "barter"],
  {},
  { a: 1 },
  { barter: ["NY"] },
  { patient_bill: ["NY"] },
  { patient_bill: "NY" },
  { client: "c" },
  { client: 7 },
  { project_number: "1" },
];
const replacements = [...values, ...uuids, ...dates, ...days];

/** Yields the document, replacements of the whole document, and every copy with one change. */
export function* mutations(document) {
  yield document;
  yield* replacements;
  yield* changes(document);
}

function* changes(value) {
  if (Array.isArray(value)) {
    for (const item of [...values, ...value]) yield [...value, item];
    for (const [index, item] of value.entries()) {
      yield value.toSpliced(index, 1);
      for (const change of replacementsOf(item)) yield value.with(index, change);
    }
  } else if (typeof value === "object" && value !== null) {
    yield { ...value, beta: { a: [1] } };
    yield { beta: null, ...value };
    for (const [key, item] of Object.entries(value)) {
      const { [key]: _, ...rest } = value;
      yield rest;
      for (const change of replacementsOf(item)) yield { ...value, [key]: change };
    }
  }
}

function* replacementsOf(value) {
  yield* replacements;
  yield* changes(value);
}

/** Yields bodies of `set` for every combination of provider, details and other fields. */
export function* bodies(team_id, providers, shapes) {
  const wholes = Object.values(shapes);
  const pairs = wholes.flatMap((one, index) =>
    wholes.slice(index + 1).map((other) => ({ ...one, ...other })),
  );
  const extended = wholes.map((shape) => ({ ...shape, beta: 1 }));
  const broken = wholes.flatMap((shape) => Object.keys(shape).map((key) => ({ ...shape, [key]: 7 })));
  const details = [undefined, null, {}, { acme: 1 }, [], 7, ...wholes, ...pairs, ...extended, ...broken];
  const besides = [
    {},
    { client_id: "c" },
    { client_id: null },
    { client_id: "c", client_secret: "s" },
    { client_id: "c", client_secret: null },
    { client_id: "c", redirect_url_override: null },
    { client_id: "c", details: null },
    { client_id: "c", beta: 1 },
  ];
  for (const provider of providers) {
    for (const one of details) yield { team_id, provider, client_id: "c", details: one };
    for (const beside of besides) yield { team_id, provider, ...beside };
  }
}

// Matches the shapes of one union with those of another, independently of their names.

/**
 * Returns the pairs of shapes that describe the same thing, and the shapes of each side that have no counterpart.
 *
 * A shape is matched by the keys that no other shape of its union has, and then by its name.
 */
export function paired(known, given) {
  if (known.length === 1 && given.length === 1) {
    return { pairs: [[known[0], given[0]]], onlyKnown: [], onlyGiven: [] };
  }

  const knownKeys = tellingKeys(known);
  const givenKeys = tellingKeys(given);
  const candidates = known
    .flatMap((one) => given.map((other) => [one, other, likeness(one, other, knownKeys, givenKeys)]))
    .filter(([, , score]) => score > 0)
    .sort(([, , left], [, , right]) => right - left);

  const taken = new Set();
  const pairs = [];
  for (const [one, other] of candidates) {
    if (taken.has(one) || taken.has(other)) continue;
    taken.add(one).add(other);
    pairs.push([one, other]);
  }
  const isLeft = (shape) => !taken.has(shape);
  return { pairs, onlyKnown: known.filter(isLeft), onlyGiven: given.filter(isLeft) };
}

function likeness(one, other, knownKeys, givenKeys) {
  const sameName = one.name !== undefined && one.name === other.name ? 0.5 : 0;
  const keys = union(one.properties.keys(), other.properties.keys());
  if (keys.size === one.properties.size && keys.size === other.properties.size) return 1 + sameName;

  const left = knownKeys.get(one);
  const right = givenKeys.get(other);
  const shared = left.filter((key) => right.includes(key)).length;
  return (shared > 0 ? shared / union(left, right).size : 0) + sameName;
}

function tellingKeys(shapes) {
  const owners = new Map();
  for (const { properties } of shapes) {
    for (const key of properties.keys()) owners.set(key, (owners.get(key) ?? 0) + 1);
  }
  return new Map(
    shapes.map((shape) => [shape, [...shape.properties.keys()].filter((key) => owners.get(key) === 1)]),
  );
}

function union(left, right) {
  return new Set([...left, ...right]);
}

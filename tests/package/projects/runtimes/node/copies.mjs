// Compares the package with a copy of it: node copies.mjs COPY. Prints the names of the exports that differ, and whether
// each recognises the errors of the other.

const one = await import("junction-credentials");
const other = await import(process.argv[2]);

const errorOf = ({ JunctionManagement }) => {
  try {
    return new JunctionManagement({ orgId: "wrong" });
  } catch (error) {
    return error;
  }
};

console.log(
  JSON.stringify({
    exported: Object.keys(one).length,
    differing: Object.keys(one).filter((name) => one[name] !== other[name]),
    oneKnowsOther: one.isJunctionError(errorOf(other)),
    otherKnowsOne: other.isJunctionError(errorOf(one)),
    strangersKnown: one.isJunctionError(new Error()) || other.isJunctionError({ kind: "request" }),
  }),
);

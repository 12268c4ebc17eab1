// Prints whether each of two copies of the package recognises the errors of the other.

import * as one from "junction-credentials";
import * as other from "junction-credentials-copy";

const errorOf = ({ JunctionManagement }) => {
  try {
    return new JunctionManagement({ orgId: "wrong" });
  } catch (error) {
    return error;
  }
};

console.log(
  JSON.stringify({
    copies: one.RequestError !== other.RequestError,
    oneKnowsOther: one.isJunctionError(errorOf(other)),
    otherKnowsOne: other.isJunctionError(errorOf(one)),
    strangersKnown: one.isJunctionError(new Error()) || other.isJunctionError({ kind: "request" }),
  }),
);

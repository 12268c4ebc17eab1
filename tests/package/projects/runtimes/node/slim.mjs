// Compares the exports of the package and its slim entry. Prints the names that differ, and whether each recognises the
// errors of the other.

import * as wholeNamespace from "junction-credentials";
import * as slimNamespace from "junction-credentials/slim";

const whole = { ...wholeNamespace };
const slim = { ...slimNamespace };
const names = new Set([...Object.keys(whole), ...Object.keys(slim)]);
const differing = [...names].filter((name) => whole[name] !== slim[name]);
const isKnown = whole.isJunctionError(new slim.RequestError("of the other one", []));

console.log(JSON.stringify({ differing, isKnown }));

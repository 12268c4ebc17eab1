// Compares what the package and its slim entry give, and prints the names that differ.

import * as wholeNamespace from "junction-credentials";
import * as slimNamespace from "junction-credentials/slim";

const whole = { ...wholeNamespace };
const slim = { ...slimNamespace };
const names = new Set([...Object.keys(whole), ...Object.keys(slim)]);

console.log(JSON.stringify([...names].filter((name) => whole[name] !== slim[name])));

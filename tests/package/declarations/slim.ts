/** A library that uses only the slim entry. */

import { init, initSync, type JunctionManagement } from "junction-credentials/slim";

export * from "junction-credentials/slim";

export const ready = init.bind(undefined);
export const readyAtOnce = initSync.bind(undefined);
export const credentials = (junction: JunctionManagement) => junction.teamCustomCredentials("sandbox", "us");
export const save = (junction: JunctionManagement) => {
  const scope = credentials(junction);
  return scope.set.bind(scope);
};

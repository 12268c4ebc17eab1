// Finds the names of teams.

import { isJunctionError } from "junction-credentials";

/**
 * Returns the names of teams by their ids. Teams that share a name have their id in it. If teams have no name, stderr
 * says why.
 *
 * @param {ReadonlySet<string>} ids
 * @param {import("junction-credentials").JunctionManagement} junction
 * @param {AbortSignal} signal
 */
export async function namesOf(ids, junction, signal) {
  /** @type {Map<string, string>} */
  const names = new Map();
  try {
    for await (const { id, name } of junction.teams.list({}, { signal })) {
      if (ids.has(id) && name !== "") names.set(id, name);
    }
    const missing = ids.size - names.size;
    if (missing > 0)
      console.error(`teams that have no name in Junction and are shown by their ids: ${missing}`);
  } catch (error) {
    if (!isJunctionError(error)) throw error;
    console.error(`the names of teams could not be read, so ids are shown: ${error.message}`);
  }

  const used = [...names.values()];
  const isShared = (/** @type {string} */ name) => used.indexOf(name) !== used.lastIndexOf(name);
  return new Map([...names].map(([id, name]) => [id, isShared(name) ? `${name} (${id})` : name]));
}

// Tells on stderr how far a long walk has come.

const everyCredentials = 1000;
const everyMs = 2000;

/** Gives a function that is called for each credential, and prints a line once in a while. */
export function progress() {
  let credentials = 0;
  let last = { credentials, time: performance.now() };

  return (/** @type {number} */ teams) => {
    credentials += 1;
    const now = performance.now();
    if (credentials - last.credentials < everyCredentials && now - last.time < everyMs) return;
    console.error(`… ${credentials} credentials of ${teams} teams so far`);
    last = { credentials, time: now };
  };
}

// Prints the progress of a long listing to stderr.

const everyCredentials = 1000;
const everyMs = 2000;

/** Returns a function to call for each credential. It prints a line from time to time. */
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

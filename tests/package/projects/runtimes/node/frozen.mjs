// Loads the package after `globalThis` is frozen. Prints what a schema returns.

Object.freeze(globalThis);
const { schemas } = await import("junction-credentials");

console.log(schemas.CustomCredentialsResponse.parseJson('{ "credentials": [], "next_cursor": null }'));

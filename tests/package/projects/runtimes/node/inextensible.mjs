// Loads the package where `globalThis` takes no property. Prints what a schema returns.

Object.preventExtensions(globalThis);
const { schemas } = await import("junction-credentials");

console.log(schemas.CustomCredentialsResponse.parseJson('{ "credentials": [], "next_cursor": null }'));

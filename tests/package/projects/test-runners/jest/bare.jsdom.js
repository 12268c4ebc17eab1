const { isJunctionError, JunctionManagement, redact, schemas } = require("junction-credentials");

test("what needs no TextDecoder works without it, and the rest says what is missing", () => {
  const message =
    "nothing was sent: expected TextDecoder and TextEncoder; in jest's jsdom environment set both in " +
    "`setupFiles`, from `node:util`";

  expect(typeof TextDecoder).toBe("undefined");
  expect(redact({ client_secret: "s3cret" })).toEqual({ client_secret: "***" });
  for (const use of [
    () => new JunctionManagement({ orgId: "6f1c2a34-58d7-4b0e-9c61-2f7d0f4b9a10", managementKey: "mg_test" }),
    () => schemas.CustomCredentialsResponse.parseJson("{}"),
    () => schemas.CustomCredentialsResponse["~standard"].validate({}),
  ]) {
    expect(use).toThrow(message);
    expect(thrownBy(use)).toMatchObject({ kind: "request", issues: [{ path: "" }] });
  }
});

function thrownBy(use) {
  try {
    return use();
  } catch (error) {
    return isJunctionError(error) && error;
  }
}

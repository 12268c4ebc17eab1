import { RequestError } from "junction-credentials";
import { expect, test } from "vitest";
import worker from "./worker.js";

test("the Worker lists credentials", async () => {
  const response = await worker.fetch();

  expect(await response.text()).toBe("120");
  expect(new RequestError("", []).kind).toBe("request");
});

// A client follows no redirect, so nothing is sent to its target.

import { NetworkError } from "junction-credentials";
import { expect, test } from "vitest";
import { managementKey } from "../behaviour/observed.js";
import { errorOf } from "../behaviour/thrown.js";
import { asDescribed, calls, clientOf } from "./clients.js";
import { pause } from "./clock.js";
import { faulty, redirect } from "./server.js";

for (const code of [301, 302, 303, 307, 308]) {
  for (const [name, call] of Object.entries(calls)) {
    test(`${name} that meets a ${code} to another origin sends neither key nor body there`, async () => {
      const elsewhere = await faulty(asDescribed);
      const server = await faulty(redirect(`${elsewhere.url}/v1?key=1`, code));

      const error = await errorOf(NetworkError, () => call(clientOf(server, { maxRetries: 2 })));
      await server.closed();
      await pause(20);

      expect(error).toMatchObject({ attempts: 1, targetOrigin: elsewhere.url });
      expect(server.requests).toHaveLength(1);
      expect(elsewhere.connections).toBe(0);
    });

    test(`${name} that meets a ${code} to the same origin does not follow it`, async () => {
      const server = await faulty(redirect("/elsewhere", code), asDescribed);

      const error = await errorOf(NetworkError, () => call(clientOf(server, { maxRetries: 2 })));
      await server.closed();
      await pause(20);

      expect(error).toMatchObject({ attempts: 1, targetOrigin: server.url });
      expect(server.requests).toHaveLength(1);
    });
  }
}

for (const keyHeader of ["X-Management-Key", "X-Vital-Org-Key"] as const) {
  for (const [name, call] of Object.entries(calls)) {
    test(`the key of ${name} travels in ${keyHeader}, and nowhere else in the request`, async () => {
      const server = await faulty(asDescribed);

      await call(clientOf(server, { keyHeader }));

      const [request] = server.requests;
      expect(request?.headers.get(keyHeader.toLowerCase())).toBe(managementKey);
      expect(request?.text.split(managementKey)).toHaveLength(2);
    });
  }
}

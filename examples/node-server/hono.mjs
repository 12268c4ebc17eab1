// The server with Hono.

import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { callback, port, proxy } from "./junction.mjs";

/** @type {Hono<{ Bindings: import("@hono/node-server").HttpBindings }>} */
const app = new Hono();

app.all("/oauth/:provider", ({ req, env, text }) => {
  // The URL of Node's request has the bytes that were received. `req.raw.url` has `%27` for an apostrophe.
  const forwarded = callback(req.raw, { req: env.incoming });
  return forwarded ?? text("your own callback");
});

app.all("/api/junction/*", ({ req }) => proxy(req.raw));

serve({ fetch: app.fetch, port }, (info) => console.log(`listening on http://localhost:${info.port}`));

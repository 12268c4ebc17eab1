// The server with Express.

import express from "express";
import { toNodeHandler } from "junction-credentials/callback";
import { callback, port, proxy } from "./junction.mjs";

const app = express();

// The proxy takes the body that this has parsed.
app.use(express.json());

app.use("/oauth", toNodeHandler(callback));
app.get("/oauth/:provider", (_, response) => {
  response.send("your own callback");
});

app.use("/api/junction", toNodeHandler(proxy));

// The messages of the parser quote the body, which contains secrets. Express would print and send them.
/** @type {express.ErrorRequestHandler} */
const refuse = (error, _, response, next) => {
  if (error.status >= 400 && error.status < 500) response.sendStatus(error.status);
  else next(error);
};
app.use(refuse);

const server = app.listen(port, () => {
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  console.log(`listening on http://localhost:${port}`);
});

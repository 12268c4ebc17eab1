/** Sends a body to a route of the app, and prints the response: node ask.js PATH BODY. */

import { api, app } from "./app.js";

const [path = "", body = ""] = process.argv.slice(2);
const headers = { "content-type": "application/json" };
const response = await app.request(path, { method: "POST", headers, body });

console.log(
  JSON.stringify({ status: response.status, text: await response.text(), stored: api.credentials }),
);

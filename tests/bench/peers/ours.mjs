// The page as this package checks it: bytes, before they are parsed.

import { schemas } from "junction-credentials";

export const decode = (bytes) => schemas.CustomCredentialsResponse.parseJson(bytes);

// The page as this package validates it: bytes, before they are parsed.

import { schemas } from "junction-credentials";

export const decode = (bytes) => schemas.CustomCredentialsResponse.parseJson(bytes);

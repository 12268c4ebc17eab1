//! TypeScript declarations that belong to no Rust type.

use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen(typescript_custom_section)]
const UNRECOGNIZED: &str =
    "/** Marks details of a shape that this version does not know. This symbol does not exist at run time. */
declare const unrecognized: unique symbol;";

//! The TypeScript declarations that no Rust type has.

use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen(typescript_custom_section)]
const UNRECOGNIZED: &str =
    "/** Marks details of a shape that this version does not know. There is no value of it. */
declare const unrecognized: unique symbol;";

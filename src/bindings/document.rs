//! Validates documents that callers hold, and lists what this version does not know in them.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::failure;
use crate::check::{self, check_document};
use crate::models::{self, Operation, WireType};

/// Validates bytes as JSON of a type. Returns the issues, or undefined if there are none.
// This is not a `Result`, because the glue would create an array from it for every call.
#[wasm_bindgen(unchecked_return_type = "Issue[] | undefined")]
pub fn check(wire_type: WireType, bytes: &[u8]) -> JsValue {
    match check_document(bytes, wire_type) {
        Ok(()) => JsValue::UNDEFINED,
        Err(issues) => failure::of_issues(&issues),
    }
}

/// Lists what this version does not know in a validated response. Each entry has a path and a kind. The kind is
/// followed by a space and a value if the value may be shown.
#[wasm_bindgen(
    unchecked_return_type = "[path: string, novelty: \"key\" | \"shape\" | \"value\" | `value ${string}`][]"
)]
pub fn drifts(operation: Operation, bytes: &[u8]) -> JsValue {
    failure::of_issues(&check::drifts(bytes, operation.answer().kind()))
}

/// Whether a key is in the type of any document or argument. Any other key may itself be a secret.
#[wasm_bindgen(js_name = isDescribed)]
pub fn is_described(key: &str) -> bool {
    models::is_described(key)
}

//! Documents that callers hold themselves: whether they are as described, and what of them is not known.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::failure;
use crate::check::{self, check_document};
use crate::client::failure::Failure;
use crate::models::{Operation, WireType};

/// Gives the failure that it is to take the bytes for JSON of a type, or undefined if it is none.
// Not a `Result`: the glue makes an array of what that comes to, for every call.
#[wasm_bindgen(unchecked_return_type = "Extract<Failure, { kind: \"response\" }> | undefined")]
pub fn check(wire_type: WireType, bytes: &[u8]) -> JsValue {
    match check_document(bytes, wire_type) {
        Ok(()) => JsValue::UNDEFINED,
        Err(issues) => failure::of(&Failure::Response { status: None, issues }),
    }
}

/// Lists what this version does not know in an answer that has been checked: where, and which kind of thing, with a value
/// behind a space if it may be shown.
#[wasm_bindgen(
    unchecked_return_type = "[path: string, novelty: \"key\" | \"shape\" | \"value\" | `value ${string}`][]"
)]
pub fn drifts(operation: Operation, bytes: &[u8]) -> JsValue {
    failure::of_issues(&check::drifts(bytes, operation.answer().kind()))
}

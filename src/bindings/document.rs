//! Documents that callers hold themselves: whether they are as described, and what of them is not known.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::failure;
use crate::check::{self, Drift, Novelty, check_document};
use crate::error::Error;
use crate::models::WireType;

/// Gives the failure that it is to take the bytes for JSON of a type, or undefined if it is none.
// Not a `Result`: the glue makes an array of what that comes to, for every call.
#[wasm_bindgen(unchecked_return_type = "Failure | undefined")]
pub fn check(wire_type: WireType, bytes: &[u8]) -> JsValue {
    match check_document(bytes, wire_type) {
        Ok(()) => JsValue::UNDEFINED,
        Err(issues) => failure::of(Error::Response { issues, attempts: 0 }),
    }
}

/// Tells what is not known in bytes that have been checked: which kind of thing, where, and the value if it may be shown.
#[wasm_bindgen(
    unchecked_return_type = "[kind: \"value\" | \"key\" | \"shape\", path: string, value: string | undefined][]"
)]
pub fn drifts(wire_type: WireType, bytes: &[u8]) -> JsValue {
    let told = |drift: Drift| {
        let (kind, value) = match drift.novelty {
            Novelty::Value(value) => ("value", value),
            Novelty::Key => ("key", None),
            Novelty::Shape => ("shape", None),
        };
        (kind, drift.path.text(), value)
    };
    let drifts: Vec<_> = check::drifts(bytes, wire_type.kind()).into_iter().map(told).collect();
    serde_wasm_bindgen::to_value(&drifts).unwrap_or_default()
}

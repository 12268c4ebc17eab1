//! Documents that callers hold themselves: whether they are as described, and what of them is not known.

use serde::Serialize;
use tsify::Tsify;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::failure;
use crate::check::{self, Novelty, check_document};
use crate::error::Error;
use crate::models::WireType;

/// Something in an answer that this version does not know. It passes, and stands in the answer as it came.
#[derive(Serialize, Tsify)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Drift {
    /// A value of a list that the API extends, such as a new provider.
    Value {
        /// Where it stands, in any item of an array alike: `credentials[].source`.
        path: String,
        /// The value. Absent if it does not look like one of a list, since it may be anything then.
        #[serde(skip_serializing_if = "Option::is_none")]
        #[tsify(optional)]
        value: Option<String>,
    },
    /// A key of an object. Which key it is may be a secret, and is not told.
    Key {
        /// Where the object stands.
        path: String,
    },
    /// A shape of `details`.
    Shape {
        /// Where the object of that shape stands.
        path: String,
    },
}

/// Gives the failure that it is to take the bytes for JSON of a type, or undefined if it is none.
// Not a `Result`: the glue makes an array of what that comes to, for every call.
#[wasm_bindgen(unchecked_return_type = "Failure | undefined")]
pub fn check(wire_type: WireType, bytes: &[u8]) -> JsValue {
    match check_document(bytes, wire_type) {
        Ok(()) => JsValue::UNDEFINED,
        Err(issues) => failure::of(&Error::Response { status: None, issues }),
    }
}

/// Tells what is not known in bytes that have been checked.
#[wasm_bindgen]
pub fn drifts(wire_type: WireType, bytes: &[u8]) -> Vec<JsValue> {
    let drift = |drift: check::Drift| {
        let path = drift.path.text();
        match drift.novelty {
            Novelty::Value(value) => Drift::Value { path, value },
            Novelty::Key => Drift::Key { path },
            Novelty::Shape => Drift::Shape { path },
        }
    };
    let drifts = check::drifts(bytes, wire_type.kind()).into_iter().map(drift);
    drifts.filter_map(|drift| drift.into_ts().ok()).map(JsValue::from).collect()
}

//! Creates JavaScript objects.

use js_sys::Object;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};

#[wasm_bindgen]
extern "C" {
    /// A JavaScript object whose properties are being set.
    #[derive(Debug)]
    pub type Parts;

    /// Sets a property.
    #[wasm_bindgen(method, indexing_setter)]
    pub fn set(this: &Parts, name: &str, value: JsValue);
}

/// Creates an object without properties.
pub fn empty() -> Parts {
    Object::new().unchecked_into()
}

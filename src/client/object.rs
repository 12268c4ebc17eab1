//! JavaScript objects in the making.

use js_sys::Object;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};

#[wasm_bindgen]
extern "C" {
    /// An object in the making.
    pub type Parts;

    #[wasm_bindgen(method, indexing_setter)]
    pub fn text(this: &Parts, name: &str, text: &str);
    #[wasm_bindgen(method, indexing_setter)]
    pub fn number(this: &Parts, name: &str, number: f64);
    #[wasm_bindgen(method, indexing_setter)]
    pub fn value(this: &Parts, name: &str, value: &JsValue);
}

/// An object without any part yet.
pub fn empty() -> Parts {
    Object::new().unchecked_into()
}

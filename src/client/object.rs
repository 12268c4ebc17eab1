//! JavaScript objects in the making.

use js_sys::Object;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};

#[wasm_bindgen]
extern "C" {
    /// An object in the making.
    #[derive(Debug)]
    pub type Parts;

    /// Gives the object a text under a name.
    #[wasm_bindgen(method, indexing_setter)]
    pub fn text(this: &Parts, name: &str, text: &str);
    /// Gives the object a number under a name.
    #[wasm_bindgen(method, indexing_setter)]
    pub fn number(this: &Parts, name: &str, number: f64);
    /// Gives the object any value under a name.
    #[wasm_bindgen(method, indexing_setter)]
    pub fn value(this: &Parts, name: &str, value: &JsValue);
}

/// An object without any part yet.
pub fn empty() -> Parts {
    Object::new().unchecked_into()
}

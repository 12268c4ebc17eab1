//! The kinds of responses that the client tells apart.

#![allow(missing_docs, reason = "wasm-bindgen adds a variant and a function without docs")]

use wasm_bindgen::prelude::wasm_bindgen;

/// The `type` of a response of `fetch`. Any other, such as `basic`, is `__Invalid`.
#[wasm_bindgen]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HeadKind {
    /// A response of another origin, of which browsers hide most headers.
    Cors = "cors",
    /// What browsers return instead of a redirect, without status and headers.
    OpaqueRedirect = "opaqueredirect",
}

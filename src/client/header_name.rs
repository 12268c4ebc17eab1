//! The names of headers.

#![allow(missing_docs, reason = "wasm-bindgen adds a variant and a function without docs")]

use wasm_bindgen::prelude::wasm_bindgen;

/// The headers of a response that mean something here.
#[wasm_bindgen]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HeaderName {
    /// Where a redirect leads.
    Location = "location",
    /// When the API wants the next attempt.
    RetryAfter = "retry-after",
    /// How long the body is.
    ContentLength = "content-length",
    /// Whether the body is compressed.
    ContentEncoding = "content-encoding",
    /// What the body is.
    ContentType = "content-type",
}

//! Names of response headers.

#![allow(missing_docs, reason = "wasm-bindgen adds a variant and a function without docs")]

use wasm_bindgen::prelude::wasm_bindgen;

/// A response header that the client reads.
#[wasm_bindgen]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HeaderName {
    /// The target of a redirect.
    Location = "location",
    /// When the API accepts the next attempt.
    RetryAfter = "retry-after",
    /// The length of the body.
    ContentLength = "content-length",
    /// The compression of the body.
    ContentEncoding = "content-encoding",
    /// The media type of the body.
    ContentType = "content-type",
}

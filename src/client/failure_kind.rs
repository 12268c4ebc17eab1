//! Names of failures for JavaScript.

#![allow(missing_docs, reason = "wasm-bindgen adds a variant and a function without docs")]

use wasm_bindgen::prelude::wasm_bindgen;

/// The kind of a failure. That of an error class is its `kind`.
#[wasm_bindgen]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FailureKind {
    /// An argument is invalid.
    Request = "request",
    /// No usable response arrived.
    Network = "network",
    /// An attempt timed out.
    Timeout = "timeout",
    /// The API responded with an error status.
    Api = "api",
    /// A response does not match the API's description.
    Response = "response",
    /// The caller aborted the call.
    Aborted = "aborted",
    /// The caller's function threw an error of its framework.
    PassedOn = "passedOn",
}

/// Why no usable response arrived.
#[wasm_bindgen]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FailureReason {
    /// `fetch` threw.
    FetchFailed = "fetchFailed",
    /// Reading the body threw.
    BodyBrokeOff = "bodyBrokeOff",
    /// `fetch` returned something that is not a response.
    NoResponse = "noResponse",
    /// The API redirected.
    Redirected = "redirected",
}

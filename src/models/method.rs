//! The HTTP methods of requests.

#![allow(missing_docs, reason = "wasm-bindgen adds a variant and a function without docs")]

use wasm_bindgen::prelude::wasm_bindgen;

/// An HTTP method that the API uses.
#[wasm_bindgen]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// Has a query.
    Get = "GET",
    /// Has a body.
    Post = "POST",
    /// Has a query.
    Delete = "DELETE",
}

impl Method {
    /// The method as it is sent in a request.
    #[cfg(not(target_os = "unknown"))]
    pub fn name(self) -> &'static str {
        self.to_str()
    }

    /// Whether the parameters are sent in the body. Otherwise they are sent in the query.
    pub const fn has_body(self) -> bool {
        matches!(self, Self::Post)
    }
}

//! One attempt, carried by the JavaScript host: the only part of the client that knows that there is one.

use gloo_net::http::QueryParams;
use js_sys::{Date, Math, Promise, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::JsFuture;

use super::request::Request;
use super::{Limits, Outcome, Transport};
use crate::error::Ending;

#[wasm_bindgen]
extern "C" {
    /// What carries the requests of one call by the `fetch` of the caller: the class of this name in `transport.ts`.
    #[derive(Debug, Clone)]
    #[wasm_bindgen(typescript_type = "HostTransport")]
    pub type HostTransport;

    #[wasm_bindgen(method)]
    fn send(
        this: &HostTransport,
        method: &str,
        url: &str,
        key_header: &str,
        traceparent: Option<&str>,
        body: Option<&str>,
        timeout_ms: u32,
        max_bytes: u32,
    ) -> Promise;

    #[wasm_bindgen(method)]
    fn wait(this: &HostTransport, ms: f64) -> Promise;

    /// What `send` comes to.
    type HostOutcome;

    #[wasm_bindgen(method, getter)]
    fn ending(this: &HostOutcome) -> Ending;
    #[wasm_bindgen(method, getter)]
    fn detail(this: &HostOutcome) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    fn status(this: &HostOutcome) -> u16;
    #[wasm_bindgen(method, getter, js_name = "retryAfter")]
    fn retry_after(this: &HostOutcome) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    fn body(this: &HostOutcome) -> Option<Uint8Array>;
}

/// The body of an answer: its bytes where the check can read them, and where the host can.
#[derive(Debug)]
pub struct HostBody {
    bytes: Vec<u8>,
    /// The same bytes, outside of this module's memory.
    pub host: Uint8Array,
}

impl AsRef<[u8]> for HostBody {
    fn as_ref(&self) -> &[u8] {
        &self.bytes
    }
}

impl Transport for HostTransport {
    type Body = HostBody;

    async fn send(&self, request: &Request, limits: &Limits<'_>) -> Outcome<HostBody> {
        let Request { method, key_header, body, .. } = request;
        let (url, body) = (address(request), body.as_deref());
        let Limits { timeout_ms, max_response_bytes, traceparent } = *limits;
        let sent = self.send(method, &url, key_header, traceparent, body, timeout_ms, max_response_bytes);
        let outcome = JsFuture::from(sent).await.unwrap_or_else(|never| never);
        let outcome: HostOutcome = outcome.unchecked_into();
        Outcome {
            ending: outcome.ending(),
            detail: outcome.detail(),
            status: outcome.status(),
            retry_after: outcome.retry_after(),
            body: outcome.body().map(|host| HostBody { bytes: host.to_vec(), host }),
        }
    }

    async fn wait(&self, ms: f64) -> bool {
        JsFuture::from(self.wait(ms)).await.is_ok_and(|waited| waited.is_truthy())
    }

    fn random(&self) -> f64 {
        Math::random()
    }

    fn now_ms(&self) -> f64 {
        Date::now()
    }
}

/// The URL of a request with its query.
fn address(request: &Request) -> String {
    if request.query.is_empty() {
        return request.url.clone();
    }
    let query = QueryParams::new();
    for (name, value) in &request.query {
        query.append(name, value);
    }
    [&request.url, "?", &query.to_string()].concat()
}

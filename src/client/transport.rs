//! One attempt, carried by the JavaScript host: the only part of the client that knows that there is one.

use gloo_net::http::QueryParams;
use js_sys::{Math, Promise};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::JsFuture;
use web_sys::UrlSearchParams;

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
        delay_ms: f64,
        method: &str,
        url: &str,
        query: Option<&UrlSearchParams>,
        key_header: &str,
        traceparent: Option<&str>,
        body: Option<&str>,
        timeout_ms: u32,
        max_bytes: u32,
    ) -> Promise;

    /// What `send` comes to.
    type HostOutcome;

    #[wasm_bindgen(method, getter)]
    fn ending(this: &HostOutcome) -> Ending;
    #[wasm_bindgen(method, getter)]
    fn status(this: &HostOutcome) -> u16;
    #[wasm_bindgen(method, getter, js_name = "retryAfterMs")]
    fn retry_after_ms(this: &HostOutcome) -> Option<f64>;
    #[wasm_bindgen(method, getter)]
    fn body(this: &HostOutcome) -> Option<Vec<u8>>;
}

impl Transport for HostTransport {
    type Body = Vec<u8>;

    async fn send(&self, delay_ms: f64, request: &Request, limits: &Limits<'_>) -> Outcome<Vec<u8>> {
        let sent = self.send(
            delay_ms,
            request.operation.method(),
            &request.url,
            query(request).as_ref(),
            limits.key_header,
            limits.traceparent,
            request.body(),
            limits.timeout_ms,
            limits.max_response_bytes,
        );
        let outcome = JsFuture::from(sent).await.unwrap_or_else(|never| never);
        let outcome: HostOutcome = outcome.unchecked_into();
        Outcome {
            ending: outcome.ending(),
            status: outcome.status(),
            retry_after_ms: outcome.retry_after_ms(),
            body: outcome.body(),
        }
    }

    fn random(&self) -> f64 {
        Math::random()
    }
}

/// The query of a request, encoded.
fn query(request: &Request) -> Option<UrlSearchParams> {
    if request.body().is_some() {
        return None;
    }
    let encoded = UrlSearchParams::new().ok()?;
    let parameters = QueryParams::from_raw(encoded.clone());
    request.each_parameter(|name, value| parameters.append(name, value));
    Some(encoded)
}

//! Calls, carried by the JavaScript host: the only part of the client that needs one.

use gloo_net::http::QueryParams;
use js_sys::{Math, Promise};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::UrlSearchParams;

use super::{Call, Outcome};
use crate::error::{Ending, Error};

#[wasm_bindgen]
extern "C" {
    /// What carries the requests of one call by the `fetch` of the caller: the class of this name in `transport.ts`.
    #[derive(Debug, Clone)]
    #[wasm_bindgen(typescript_type = "object")]
    pub type HostTransport;

    #[wasm_bindgen(method)]
    fn send(
        this: &HostTransport,
        delay_ms: f64,
        method: &str,
        url: &str,
        key_header: &str,
        traceparent: Option<&str>,
        body: Option<&str>,
        timeout_ms: u32,
        max_bytes: u32,
    ) -> Promise;

    /// What the query of each request is made of.
    #[wasm_bindgen(method, getter)]
    fn query(this: &HostTransport) -> UrlSearchParams;

    /// What `send` comes to.
    type HostOutcome;

    #[wasm_bindgen(method, getter)]
    fn ending(this: &HostOutcome) -> Ending;
    #[wasm_bindgen(method, getter)]
    fn status(this: &HostOutcome) -> u16;
    #[wasm_bindgen(method, getter, js_name = "retryAfterMs")]
    fn retry_after_ms(this: &HostOutcome) -> f64;
    #[wasm_bindgen(method, getter)]
    fn body(this: &HostOutcome) -> Vec<u8>;
}

/// Carries a call to its end: then the last answer is as described.
///
/// # Errors
///
/// Whatever a call can end with.
pub async fn carry(mut call: Call, transport: HostTransport) -> Result<(), Error> {
    let query = QueryParams::from_raw(transport.query());
    call.request.each_parameter(|name, value| query.append(name, value));
    let mut delay_ms = 0.0;
    loop {
        let sent = send(&call, &transport, delay_ms);
        let outcome = outcome(JsFuture::from(sent).await);
        match call.after(&outcome, Math::random)? {
            Some(delay) => delay_ms = delay,
            None => return Ok(()),
        }
    }
}

fn send(call: &Call, transport: &HostTransport, delay_ms: f64) -> Promise {
    let Call { client, settings, request, .. } = call;
    transport.send(
        delay_ms,
        request.operation.method(),
        &request.url,
        &client.config.key_header,
        settings.traceparent.as_deref(),
        request.body(),
        settings.timeout_ms,
        client.config.max_response_bytes,
    )
}

fn outcome(settled: Result<JsValue, JsValue>) -> Outcome {
    // The promise is our own, and never rejects.
    let outcome: HostOutcome = settled.unwrap_or_else(|rejected| rejected).unchecked_into();
    Outcome {
        ending: outcome.ending(),
        status: outcome.status(),
        // Undefined is no number there.
        retry_after_ms: Some(outcome.retry_after_ms()).filter(|ms| !ms.is_nan()),
        body: outcome.body(),
    }
}

//! Runs a call to its end: tells the JavaScript host each step, and awaits the outcome.
//!
//! This module calls none of the caller's functions. The host leaves each step to the JavaScript function of the call,
//! which carries it out in the async context of its caller. The headers of a response are read through the host while
//! this function polls the call, and so in the same context.

use gloo_net::http::{Headers, QueryParams};
use js_sys::{Date, Math, Promise};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::UrlSearchParams;

use super::failure::Failure;
use super::head::{Head, Reading};
use super::header_name::HeaderName;
use super::{Call, Ending, Outcome, Step};
use crate::models::Method;
use crate::prose::push_all;

#[wasm_bindgen(typescript_custom_section)]
const HOST: &str = r#"
/** Receives the steps of one call. The function of the call carries them out. Their promises never reject. */
export interface Host {
    /** After a failed attempt, waits for this number of milliseconds, or until the caller aborts. */
    wait(ms: number, failure: FailureKind): Promise<Outcome>;
    /** Begins an attempt with a timeout in milliseconds, and calls the caller's function for the key. */
    askForKey(timeoutMs: number): Promise<Outcome>;
    /** Creates the headers of a request. */
    headers(): RequestHeaders;
    /**
     * Calls `fetch`. This begins an attempt, unless the key was asked for.
     *
     * @param url An absolute URL, query included.
     * @param body JSON. Undefined for a request without a body.
     */
    send(
        timeoutMs: number,
        method: "GET" | "POST" | "DELETE",
        url: string,
        headers: RequestHeaders,
        body: string | undefined,
    ): Promise<Outcome>;
    /** Reads the body of the response, in one piece or in pieces, up to `maxBytes`. */
    read(inPieces: boolean, maxBytes: number): Promise<Outcome>;
    /** Ends the call, which has succeeded after a number of attempts. */
    end(attempts: number): void;
    /**
     * Ends the call, which has failed.
     *
     * @param reason Of `network`: why no usable response arrived. Empty for other kinds.
     * @param issues Undefined unless the kind is `request`, `api` or `response`.
     * @param text Of `api`: what the API says in words. Of `network`: the origin of the target of a redirect.
     */
    fail(
        attempts: number,
        kind: FailureKind,
        reason: Reason | "",
        status: number | undefined,
        issues: Issue[] | ApiIssue[] | undefined,
        text: string | undefined,
        retryAfterMs: number | undefined,
    ): void;
}

/** A replacement of the class `Headers`, as far as the core uses it. */
export interface RequestHeaders {
    /** The headers that were set, by their names as they were written. */
    readonly all: Record<string, string>;
    set(name: string, value: string): void;
}

/** The outcome of a step. */
export interface Outcome {
    readonly ending: Ending;
    /** Of `askForKey`: the key that the caller's function returned. */
    readonly key?: string;
    /** Of `send` and `read`: the response. */
    readonly head?: ResponseHead | undefined;
    /** Of `read`: the body, as far as it was received. */
    readonly body?: Uint8Array;
}

/** A response before its body is read. */
export interface ResponseHead {
    readonly status: number;
    readonly type: string;
    /** The value of a header, by its lower-case name. Empty if the header is absent. */
    header(name: string): string;
    /** The origin of a `Location` header, resolved against a URL. Empty if it has none. */
    originOf(location: string, url: string): string;
}
"#;

#[wasm_bindgen]
extern "C" {
    /// Carries out the steps of one call.
    #[wasm_bindgen(typescript_type = "Host")]
    #[derive(Debug, Clone)]
    pub type Host;

    #[wasm_bindgen(method)]
    fn wait(this: &Host, ms: f64, failure: &str) -> Promise;
    #[wasm_bindgen(method, js_name = "askForKey")]
    fn ask_for_key(this: &Host, timeout_ms: u32) -> Promise;
    #[wasm_bindgen(method)]
    fn headers(this: &Host) -> web_sys::Headers;
    #[wasm_bindgen(method)]
    fn send(
        this: &Host,
        timeout_ms: u32,
        method: Method,
        url: &str,
        headers: &web_sys::Headers,
        body: Option<&str>,
    ) -> Promise;
    #[wasm_bindgen(method)]
    fn read(this: &Host, in_pieces: bool, max_bytes: u32) -> Promise;
    /// Tells the host that the call has succeeded.
    #[wasm_bindgen(method)]
    pub fn end(this: &Host, attempts: u32);
    /// Tells the host that the call has failed.
    #[wasm_bindgen(method)]
    pub fn fail(
        this: &Host,
        attempts: u32,
        kind: &str,
        reason: &str,
        status: Option<u16>,
        issues: JsValue,
        text: Option<&str>,
        retry_after_ms: Option<f64>,
    );

    /// Converts parameters to the text of a query.
    #[wasm_bindgen(js_name = "String")]
    fn text_of(parameters: &UrlSearchParams) -> String;

    /// The outcome of a step.
    #[wasm_bindgen(typescript_type = "Outcome")]
    pub type HostOutcome;

    #[wasm_bindgen(method, getter)]
    fn ending(this: &HostOutcome) -> Ending;
    #[wasm_bindgen(method, getter)]
    fn key(this: &HostOutcome) -> String;
    #[wasm_bindgen(method, getter)]
    fn head(this: &HostOutcome) -> ResponseHead;
    #[wasm_bindgen(method, getter)]
    fn body(this: &HostOutcome) -> Vec<u8>;

    /// A response before its body is read.
    #[wasm_bindgen(typescript_type = "ResponseHead")]
    pub type ResponseHead;

    #[wasm_bindgen(method, getter)]
    fn status(this: &ResponseHead) -> u16;
    #[wasm_bindgen(method, getter, js_name = "type")]
    fn kind(this: &ResponseHead) -> String;
    #[wasm_bindgen(method)]
    fn header(this: &ResponseHead, name: HeaderName) -> String;
    #[wasm_bindgen(method, js_name = "originOf")]
    fn origin_of(this: &ResponseHead, location: &str, url: &str) -> String;
}

/// Runs a call to its end. After it succeeds, the body that the host read last is valid.
///
/// # Errors
///
/// Any failure of the call.
pub async fn execute(call: &mut Call, host: &Host) -> Result<(), Box<Failure>> {
    let url = url_with_query(call)?;
    let timeout_ms = call.settings.timeout_ms;
    let max_bytes = call.client.config.max_response_bytes;
    let mut step = call.first();
    loop {
        let promise = match step {
            Step::Wait(ms) => host.wait(ms, call.last_failure()),
            Step::AskForKey => host.ask_for_key(timeout_ms),
            Step::Send => send(call, host, &url),
            Step::Read(reading) => host.read(reading == Reading::InPieces, max_bytes),
        };
        // The host creates this promise, and it never rejects.
        let outcome = JsFuture::from(promise).await.unwrap_or_else(|rejected| rejected);
        let outcome: HostOutcome = outcome.unchecked_into();
        match call.next(step, &outcome)? {
            Some(next) => step = next,
            None => return Ok(()),
        }
    }
}

impl Outcome for HostOutcome {
    type Head = ResponseHead;

    fn ending(&self) -> Ending {
        self.ending()
    }

    fn key(&self) -> String {
        self.key()
    }

    fn head(&self) -> ResponseHead {
        self.head()
    }

    fn body(&self) -> Vec<u8> {
        self.body()
    }

    fn now_ms(&self) -> f64 {
        Date::now()
    }

    fn random(&self) -> f64 {
        Math::random()
    }
}

fn url_with_query(call: &Call) -> Result<String, Box<Failure>> {
    let request = &call.request;
    let mut url = request.url.clone();
    if request.body().is_none() && request.parameters != "{}" {
        let missing = |_| Failure::request("", "expected a runtime with URLSearchParams");
        let parameters = UrlSearchParams::new().map_err(missing)?;
        let query = QueryParams::from_raw(parameters.clone());
        request.each_parameter(|name, value| query.append(name, value));
        let query = text_of(&parameters);
        if !query.is_empty() {
            push_all(&mut url, &["?", &query]);
        }
    }
    Ok(url)
}

fn send(call: &Call, host: &Host, url: &str) -> Promise {
    let Call { settings, request, .. } = call;
    let headers = Headers::from_raw(host.headers());
    headers.set("accept", "application/json");
    if let Some(key) = call.key() {
        headers.set(&call.client.config.key_header, key);
    }
    if let Some(traceparent) = &settings.traceparent {
        headers.set("traceparent", traceparent);
    }
    let body = request.body();
    if body.is_some() {
        headers.set("content-type", "application/json");
    }
    host.send(settings.timeout_ms, request.operation.method(), url, &headers.into_raw(), body)
}

impl Head for ResponseHead {
    fn status(&self) -> u16 {
        self.status()
    }

    fn kind(&self) -> String {
        self.kind()
    }

    fn header(&self, name: HeaderName) -> String {
        self.header(name)
    }

    fn origin_of(&self, location: &str, url: &str) -> Option<String> {
        Some(self.origin_of(location, url)).filter(|origin| !origin.is_empty())
    }

    fn time_of(&self, date: &str) -> f64 {
        Date::parse(date)
    }
}

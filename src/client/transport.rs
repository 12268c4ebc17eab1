//! One `fetch`, one [`RawResponse`]: the only part of the client that knows that there is a JavaScript host.

use gloo_net::http::QueryParams;
use js_sys::{Array, ArrayBuffer, Date, Function, Math, Object, Reflect, Symbol, Uint8Array};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{AbortSignal, Url};

use super::attempt::Attempt;
use super::request::Request;
use super::{BodyFault, Fault, RawResponse, Transport};
use crate::error::NetworkReason;
use crate::secret::Secret;

/// What runtimes call the ways in which a connection fails. Other codes might be anything, a secret included.
const KNOWN_CODES: &[&str] = &[
    "CERT_HAS_EXPIRED",
    "CERT_NOT_YET_VALID",
    "ConnectionClosed",
    "ConnectionRefused",
    "DEPTH_ZERO_SELF_SIGNED_CERT",
    "EAI_AGAIN",
    "ECONNABORTED",
    "ECONNREFUSED",
    "ECONNRESET",
    "EHOSTUNREACH",
    "ENETUNREACH",
    "ENOTFOUND",
    "EPIPE",
    "ERR_TLS_CERT_ALTNAME_INVALID",
    "ETIMEDOUT",
    "FailedToOpenSocket",
    "SELF_SIGNED_CERT_IN_CHAIN",
    "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
    "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
    "UND_ERR_BODY_TIMEOUT",
    "UND_ERR_CONNECT_TIMEOUT",
    "UND_ERR_HEADERS_TIMEOUT",
    "UND_ERR_SOCKET",
];

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(thread_local_v2, js_name = Uint8Array)]
    static UINT8_ARRAY: Function;

    /// The second argument of `fetch`: a plain object, which every runtime and every stand-in for `fetch` takes.
    type Init;

    #[wasm_bindgen(method, setter)]
    fn set_method(this: &Init, method: &str);
    #[wasm_bindgen(method, setter)]
    fn set_headers(this: &Init, headers: &GivenHeaders);
    #[wasm_bindgen(method, setter)]
    fn set_body(this: &Init, body: &str);
    #[wasm_bindgen(method, setter)]
    fn set_redirect(this: &Init, redirect: &str);
    #[wasm_bindgen(method, setter)]
    fn set_signal(this: &Init, signal: &AbortSignal);

    /// The headers of a request, by their names.
    type GivenHeaders;

    #[wasm_bindgen(method, setter)]
    fn set_accept(this: &GivenHeaders, accept: &str);
    #[wasm_bindgen(method, setter, js_name = "content-type")]
    fn set_content_type(this: &GivenHeaders, content_type: &str);
    #[wasm_bindgen(method, setter)]
    fn set_traceparent(this: &GivenHeaders, traceparent: &str);
    #[wasm_bindgen(method, indexing_setter)]
    fn set(this: &GivenHeaders, name: &str, value: &str);

    /// What `fetch` gave, looked at without trust: it may come from another realm, or be a stand-in.
    type Given;

    #[wasm_bindgen(method, getter, structural, catch)]
    fn status(this: &Given) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, getter, structural, catch, js_name = "type")]
    fn kind(this: &Given) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, getter, structural, catch)]
    fn headers(this: &Given) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, getter, structural, catch)]
    fn body(this: &Given) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, getter, structural, catch, js_name = "arrayBuffer")]
    fn array_buffer(this: &Given) -> Result<JsValue, JsValue>;
}

/// Where the management key comes from.
#[derive(Debug, Clone)]
pub enum KeySource {
    /// Nowhere: somebody behind the base URL adds it.
    Absent,
    /// The caller gave it.
    Fixed(Secret),
    /// The caller gave a function that is asked for it each time.
    Asked(Function),
}

/// Carries requests by the `fetch` of the caller, for one call.
#[derive(Debug)]
pub struct FetchTransport {
    /// Called as `fetch(url, init)`.
    pub fetch: Function,
    /// Where the management key comes from.
    pub key: KeySource,
    /// What aborts the call.
    pub signal: Option<AbortSignal>,
}

/// The body of an answer: its bytes where the check can read them, and where the host can.
#[derive(Debug)]
pub struct FetchedBody {
    bytes: Vec<u8>,
    /// The same bytes, outside of this module's memory.
    pub host: Uint8Array,
}

impl AsRef<[u8]> for FetchedBody {
    fn as_ref(&self) -> &[u8] {
        &self.bytes
    }
}

impl Transport for FetchTransport {
    type Body = FetchedBody;
    type Attempt = Attempt;

    fn begin(&self, timeout_ms: u32) -> Attempt {
        Attempt::new(f64::from(timeout_ms), self.signal.as_ref())
    }

    async fn key(&self, attempt: &Attempt) -> Result<Option<Secret>, Fault> {
        attempt.go_on()?;
        let function = match &self.key {
            KeySource::Absent => return Ok(None),
            KeySource::Fixed(key) => return Ok(Some(key.clone())),
            KeySource::Asked(function) => function,
        };
        // What the function fails with is not passed on: it may hold the key.
        let failed = Fault::Key("expected the function to give a string, but it failed");
        let Ok(key) = function.call0(&JsValue::UNDEFINED) else { return Err(failed) };
        match attempt.outcome(&key).await?.map(|key| key.as_string()) {
            Ok(Some(key)) => Ok(Some(Secret::from(key))),
            Ok(None) => Err(Fault::Key("expected the function to give a string")),
            Err(_) => Err(failed),
        }
    }

    async fn send(
        &self,
        attempt: &Attempt,
        request: &Request,
        headers: &super::Headers<'_>,
        max_bytes: usize,
    ) -> Result<RawResponse<FetchedBody>, Fault> {
        let failed = |thrown: JsValue| Fault::Network(NetworkReason::Failed(code_of(&thrown)));
        let init = init(attempt, request, headers);
        // The promise is awaited here and not by gloo-net, whose `send` ends the whole instance when `fetch` rejects
        // with something that is no `Error`, which `controller.abort("reason")` makes it do.
        let response =
            self.fetch.call2(&JsValue::UNDEFINED, &address(request).into(), &init).map_err(failed)?;
        let response = attempt.outcome(&response).await?.map_err(failed)?;
        let response = Response::new(response).ok_or(Fault::Network(NetworkReason::NoResponse))?;
        if let Some(origin) = response.redirect(&request.url) {
            return Ok(RawResponse::Redirect { origin });
        }
        let body = match response.body(attempt, max_bytes).await {
            // An error is known by its status, however its body fares.
            Err(Fault::Timeout) if !(200..300).contains(&response.status) => {
                Err(BodyFault::Network(NetworkReason::BodyBrokeOff(None)))
            }
            body => body?,
        };
        if body.is_ok() {
            attempt.finish();
        }
        // A success asks for nothing.
        let is_success = (200..300).contains(&response.status);
        let retry_after = if is_success { None } else { response.header("retry-after") };
        Ok(RawResponse::Answer { status: response.status, retry_after, body })
    }

    async fn wait(&self, ms: f64) -> Result<(), Fault> {
        Attempt::new(ms, self.signal.as_ref()).wait().await
    }

    fn random(&self) -> f64 {
        Math::random()
    }

    fn now_ms(&self) -> f64 {
        Date::now()
    }
}

fn init(attempt: &Attempt, request: &Request, given: &super::Headers<'_>) -> Init {
    let headers: GivenHeaders = Object::new().unchecked_into();
    headers.set_accept("application/json");
    if let Some(key) = given.key {
        headers.set(request.key_header, key.expose());
    }
    if let Some(traceparent) = given.traceparent {
        headers.set_traceparent(traceparent);
    }
    let init: Init = Object::new().unchecked_into();
    init.set_method(request.method);
    if let Some(body) = &request.body {
        headers.set_content_type("application/json");
        init.set_body(body);
    }
    init.set_headers(&headers);
    // Workers refuse "error".
    init.set_redirect("manual");
    if let Some(signal) = attempt.signal() {
        init.set_signal(&signal);
    }
    init
}

/// What `fetch` gave, once it is known to be a response.
struct Response {
    given: Given,
    headers: web_sys::Headers,
    array_buffer: Function,
    status: u16,
    is_opaque_redirect: bool,
}

impl Response {
    fn new(given: JsValue) -> Option<Self> {
        let given: Given = given.unchecked_into();
        let status = given.status().ok()?.as_f64()?;
        // In place of a redirect browsers give an answer without status and headers.
        let is_opaque_redirect = !(100.0..1000.0).contains(&status);
        if is_opaque_redirect && given.kind().ok()?.as_string().as_deref() != Some("opaqueredirect") {
            return None;
        }
        let headers = given.headers().ok()?;
        method(&headers, "get")?;
        let array_buffer = given.array_buffer().ok()?.dyn_into().ok()?;
        let headers = headers.unchecked_into();
        Some(Self { given, headers, array_buffer, status: status as u16, is_opaque_redirect })
    }

    fn header(&self, name: &str) -> Option<String> {
        self.headers.get(name).ok().flatten()
    }

    /// The origin that a redirect leads to, where it tells one; None for anything else.
    fn redirect(&self, requested: &str) -> Option<Option<String>> {
        if self.is_opaque_redirect {
            return Some(None);
        }
        if !(300..=399).contains(&self.status) {
            return None;
        }
        let target = Url::new_with_base(&self.header("location")?, requested).ok();
        Some(target.map(|url| url.origin()).filter(|origin| origin != "null"))
    }

    /// The body: in one piece where it says that it is not too long, and else piece by piece until it is.
    async fn body(
        &self,
        attempt: &Attempt,
        max_bytes: usize,
    ) -> Result<Result<FetchedBody, BodyFault>, Fault> {
        let length = self.header("content-length").and_then(|length| length.parse::<usize>().ok());
        if length.is_some_and(|length| length > max_bytes) {
            return Ok(Err(BodyFault::TooLong));
        }
        let may_be_longer = length.is_none() || self.header("content-encoding").is_some();
        let stream = may_be_longer.then(|| self.given.body().ok()).flatten();
        match stream.filter(|body| method(body, "getReader").is_some()) {
            Some(stream) => pieces(&stream, attempt, max_bytes).await,
            None => self.whole(attempt, max_bytes).await,
        }
    }

    async fn whole(
        &self,
        attempt: &Attempt,
        max_bytes: usize,
    ) -> Result<Result<FetchedBody, BodyFault>, Fault> {
        let buffer = match settled(&self.given, &self.array_buffer, attempt).await? {
            Ok(buffer) => buffer,
            Err(fault) => return Ok(Err(fault)),
        };
        let Some(host) = bytes_of(&buffer) else {
            return Ok(Err(BodyFault::Network(NetworkReason::NoResponse)));
        };
        if host.length() as usize > max_bytes {
            return Ok(Err(BodyFault::TooLong));
        }
        Ok(Ok(FetchedBody { bytes: host.to_vec(), host }))
    }
}

async fn pieces(
    stream: &JsValue,
    attempt: &Attempt,
    max_bytes: usize,
) -> Result<Result<FetchedBody, BodyFault>, Fault> {
    let reader = match method(stream, "getReader").map(|get_reader| get_reader.call0(stream)) {
        Some(Ok(reader)) => reader,
        // Somebody else reads it, or has read it.
        Some(Err(thrown)) => return Ok(Err(broke_off(&thrown))),
        None => return Ok(Err(BodyFault::Network(NetworkReason::NoResponse))),
    };
    let Some(read) = method(&reader, "read") else {
        return Ok(Err(BodyFault::Network(NetworkReason::NoResponse)));
    };
    let mut bytes = Vec::new();
    loop {
        let piece = match settled(&reader, &read, attempt).await? {
            Ok(piece) => piece,
            Err(fault) => return Ok(Err(fault)),
        };
        if get(&piece, "done").is_some_and(|done| done.is_truthy()) {
            let host = Uint8Array::from(bytes.as_slice());
            return Ok(Ok(FetchedBody { bytes, host }));
        }
        let Some(piece) = get(&piece, "value").filter(|value| is_tagged(value, "Uint8Array")) else {
            return Ok(Err(BodyFault::Network(NetworkReason::NoResponse)));
        };
        let piece: Uint8Array = piece.unchecked_into();
        // The length is that of a runtime's own array, whatever else the piece may be.
        if bytes.len() + piece.length() as usize > max_bytes {
            return Ok(Err(BodyFault::TooLong));
        }
        bytes.extend_from_slice(&piece.to_vec());
    }
}

/// What a method without arguments comes to.
async fn settled(
    object: &JsValue,
    method: &Function,
    attempt: &Attempt,
) -> Result<Result<JsValue, BodyFault>, Fault> {
    match method.call0(object) {
        Ok(promise) => Ok(attempt.outcome(&promise).await?.map_err(|thrown| broke_off(&thrown))),
        Err(thrown) => Ok(Err(broke_off(&thrown))),
    }
}

fn broke_off(thrown: &JsValue) -> BodyFault {
    BodyFault::Network(NetworkReason::BodyBrokeOff(code_of(thrown)))
}

/// The bytes of a buffer, which may be of another realm, or have been taken away.
fn bytes_of(buffer: &JsValue) -> Option<Uint8Array> {
    if !buffer.is_instance_of::<ArrayBuffer>() && !is_tagged(buffer, "ArrayBuffer") {
        return None;
    }
    // Not `Uint8Array::new`, which cannot catch what the constructor throws.
    let bytes = UINT8_ARRAY.with(|constructor| Reflect::construct(constructor, &Array::of1(buffer)));
    bytes.ok().map(JsValue::unchecked_into)
}

/// Whether an object is of a class of the language, in whatever realm it was made.
fn is_tagged(object: &JsValue, class: &str) -> bool {
    let tag = Reflect::get(object, &Symbol::to_string_tag().into()).ok();
    tag.and_then(|tag| tag.as_string()).as_deref() == Some(class)
}

fn get(object: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(object, &name.into()).ok()
}

fn method(object: &JsValue, name: &str) -> Option<Function> {
    get(object, name).and_then(|method| method.dyn_into().ok())
}

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

/// The code of a failure or of its cause, if it is one of those that runtimes are known to tell.
fn code_of(thrown: &JsValue) -> Option<&'static str> {
    let code = get(thrown, "cause").and_then(|cause| get(&cause, "code")?.as_string());
    let code = code.or_else(|| get(thrown, "code")?.as_string())?;
    KNOWN_CODES.iter().copied().find(|known| *known == code)
}

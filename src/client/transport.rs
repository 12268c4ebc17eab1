//! One `fetch`, one [`RawResponse`]: the only part of the client that knows that there is a JavaScript host.

use gloo_net::http::QueryParams;
use js_sys::{Array, Date, Function, Math, Object, Reflect, Symbol, Uint8Array};
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
        let init = init(attempt, request, headers).map_err(failed)?;
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
        let retry_after = response.header("retry-after");
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

/// The second argument of `fetch`: a plain object, which every runtime and every stand-in for `fetch` takes.
fn init(attempt: &Attempt, request: &Request, given: &super::Headers<'_>) -> Result<Object, JsValue> {
    let headers = Object::new();
    set(&headers, "accept", &"application/json".into())?;
    if let Some(key) = given.key {
        set(&headers, request.key_header, &key.expose().into())?;
    }
    if let Some(traceparent) = given.traceparent {
        set(&headers, "traceparent", &traceparent.into())?;
    }
    let init = Object::new();
    set(&init, "method", &request.method.into())?;
    if let Some(body) = &request.body {
        set(&headers, "content-type", &"application/json".into())?;
        set(&init, "body", &body.into())?;
    }
    set(&init, "headers", &headers)?;
    // Workers refuse "error".
    set(&init, "redirect", &"manual".into())?;
    if let Some(signal) = attempt.signal() {
        set(&init, "signal", &signal)?;
    }
    Ok(init)
}

/// What `fetch` gave, looked at without trust: it may come from another realm, or be a stand-in.
struct Response {
    object: JsValue,
    headers: web_sys::Headers,
    status: u16,
    is_opaque_redirect: bool,
}

impl Response {
    fn new(object: JsValue) -> Option<Self> {
        let status = get(&object, "status")?.as_f64()?;
        let kind = get(&object, "type").and_then(|kind| kind.as_string());
        // In place of a redirect browsers give an answer without status and headers.
        let is_opaque_redirect = kind.as_deref() == Some("opaqueredirect");
        if !is_opaque_redirect && !(100.0..1000.0).contains(&status) {
            return None;
        }
        let headers = get(&object, "headers")?;
        get(&headers, "get")?.dyn_ref::<Function>()?;
        get(&object, "arrayBuffer")?.dyn_ref::<Function>()?;
        Some(Self { headers: headers.unchecked_into(), status: status as u16, is_opaque_redirect, object })
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
        let stream = get(&self.object, "body").filter(|body| method(body, "getReader").is_some());
        match stream {
            Some(stream) if length.is_none() || self.header("content-encoding").is_some() => {
                pieces(&stream, attempt, max_bytes).await
            }
            _ => self.whole(attempt, max_bytes).await,
        }
    }

    async fn whole(
        &self,
        attempt: &Attempt,
        max_bytes: usize,
    ) -> Result<Result<FetchedBody, BodyFault>, Fault> {
        let buffer = match settled(&self.object, "arrayBuffer", attempt).await? {
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
    let mut bytes = Vec::new();
    loop {
        let piece = match settled(&reader, "read", attempt).await? {
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
    name: &str,
    attempt: &Attempt,
) -> Result<Result<JsValue, BodyFault>, Fault> {
    let Some(method) = method(object, name) else {
        return Ok(Err(BodyFault::Network(NetworkReason::NoResponse)));
    };
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
    if !is_tagged(buffer, "ArrayBuffer") {
        return None;
    }
    // Not `Uint8Array::new`, which cannot catch what the constructor throws.
    let constructor = get(&js_sys::global(), "Uint8Array")?;
    let bytes = Reflect::construct(constructor.unchecked_ref::<Function>(), &Array::of1(buffer));
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

fn set(object: &Object, name: &str, value: &JsValue) -> Result<bool, JsValue> {
    Reflect::set(object, &name.into(), value)
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

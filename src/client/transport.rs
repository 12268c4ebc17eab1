//! One `fetch`, one [`RawResponse`]: the only part of the client that knows that there is a JavaScript host.

use gloo_net::http::QueryParams;
use js_sys::{Array, Function, Object, Promise, Reflect, Symbol, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, Headers, Url};

use super::request::Request;
use super::{Fault, RawResponse, Transport};
use crate::error::{Error, Issue, NetworkReason};
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

    async fn key(&self) -> Result<Option<Secret>, Error> {
        if self.is_aborted() {
            return Err(Error::Aborted);
        }
        let function = match &self.key {
            KeySource::Absent => return Ok(None),
            KeySource::Fixed(key) => return Ok(Some(key.clone())),
            KeySource::Asked(function) => function,
        };
        // What the function fails with is not passed on: it may hold the key.
        let key = match function.call0(&JsValue::UNDEFINED) {
            Ok(key) => JsFuture::from(Promise::resolve(&key)).await,
            Err(thrown) => Err(thrown),
        };
        match key.map(|key| key.as_string()) {
            Ok(Some(key)) => Ok(Some(Secret::from(key))),
            Ok(None) => Err(key_issue("expected the function to give a string")),
            Err(_) => Err(key_issue("expected the function to give a string, but it failed")),
        }
    }

    async fn send(&self, request: &Request, key: Option<&Secret>) -> Result<RawResponse<FetchedBody>, Fault> {
        if self.is_aborted() {
            return Err(Fault::Aborted);
        }
        let response = self.fetch(request, key).await.map_err(|reason| self.fault(reason))?;
        let response = Response::new(response).ok_or(Fault::Network(NetworkReason::NoResponse))?;
        if let Some(origin) = response.redirect(&request.url) {
            return Ok(RawResponse::Redirect { origin });
        }
        let body = response.body().await;
        if self.is_aborted() {
            return Err(Fault::Aborted);
        }
        Ok(RawResponse::Answer { status: response.status, body })
    }
}

impl FetchTransport {
    async fn fetch(&self, request: &Request, key: Option<&Secret>) -> Result<JsValue, NetworkReason> {
        let failed = |thrown: JsValue| NetworkReason::Failed(code_of(&thrown));
        let init = self.init(request, key).map_err(failed)?;
        // The promise is awaited here and not by gloo-net, whose `send` ends the whole instance when `fetch` rejects
        // with something that is no `Error`, which `controller.abort("reason")` makes it do.
        let promise =
            self.fetch.call2(&JsValue::UNDEFINED, &address(request).into(), &init).map_err(failed)?;
        JsFuture::from(Promise::resolve(&promise)).await.map_err(failed)
    }

    /// The second argument of `fetch`: a plain object, which every runtime and every stand-in for `fetch` takes.
    fn init(&self, request: &Request, key: Option<&Secret>) -> Result<Object, JsValue> {
        let headers = Object::new();
        set(&headers, "accept", &"application/json".into())?;
        if let Some(key) = key {
            set(&headers, request.key_header, &key.expose().into())?;
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
        if let Some(signal) = &self.signal {
            set(&init, "signal", signal)?;
        }
        Ok(init)
    }

    fn is_aborted(&self) -> bool {
        self.signal.as_ref().is_some_and(AbortSignal::aborted)
    }

    fn fault(&self, reason: NetworkReason) -> Fault {
        if self.is_aborted() { Fault::Aborted } else { Fault::Network(reason) }
    }
}

/// What `fetch` gave, looked at without trust: it may come from another realm, or be a stand-in.
struct Response {
    object: JsValue,
    headers: Headers,
    read: Function,
    status: u16,
    is_opaque_redirect: bool,
}

impl Response {
    fn new(object: JsValue) -> Option<Self> {
        let get = |name: &str| Reflect::get(&object, &name.into()).ok();
        let status = get("status")?.as_f64()?;
        let kind = get("type").and_then(|kind| kind.as_string());
        // In place of a redirect browsers give an answer without status and headers.
        let is_opaque_redirect = kind.as_deref() == Some("opaqueredirect");
        if !is_opaque_redirect && !(100.0..1000.0).contains(&status) {
            return None;
        }
        let headers = get("headers")?;
        Reflect::get(&headers, &"get".into()).ok()?.dyn_ref::<Function>()?;
        let read = get("arrayBuffer")?.dyn_into().ok()?;
        let status = status as u16;
        Some(Self { headers: headers.unchecked_into(), read, status, is_opaque_redirect, object })
    }

    /// The origin that a redirect leads to, where it tells one; None for anything else.
    fn redirect(&self, requested: &str) -> Option<Option<String>> {
        if self.is_opaque_redirect {
            return Some(None);
        }
        if !(300..=399).contains(&self.status) {
            return None;
        }
        let location = self.headers.get("location").ok().flatten()?;
        let target = Url::new_with_base(&location, requested).ok();
        Some(target.map(|url| url.origin()).filter(|origin| origin != "null"))
    }

    async fn body(&self) -> Result<FetchedBody, NetworkReason> {
        let broke_off = |thrown: JsValue| NetworkReason::BodyBrokeOff(code_of(&thrown));
        let promise = self.read.call0(&self.object).map_err(broke_off)?;
        let buffer = JsFuture::from(Promise::resolve(&promise)).await.map_err(broke_off)?;
        let host = bytes_of(&buffer).ok_or(NetworkReason::NoResponse)?;
        Ok(FetchedBody { bytes: host.to_vec(), host })
    }
}

/// The bytes of a buffer, which may be of another realm, or have been taken away.
fn bytes_of(buffer: &JsValue) -> Option<Uint8Array> {
    let tag = Reflect::get(buffer, &Symbol::to_string_tag().into()).ok()?;
    if tag.as_string().as_deref() != Some("ArrayBuffer") {
        return None;
    }
    // Not `Uint8Array::new`, which cannot catch what the constructor throws.
    let constructor = Reflect::get(&js_sys::global(), &"Uint8Array".into()).ok()?;
    let bytes = Reflect::construct(constructor.unchecked_ref::<Function>(), &Array::of1(buffer));
    bytes.ok().map(JsValue::unchecked_into)
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
    format!("{}?{query}", request.url)
}

/// The code of a failure or of its cause, if it is one of those that runtimes are known to tell.
fn code_of(thrown: &JsValue) -> Option<&'static str> {
    let get = |object: &JsValue, name: &str| Reflect::get(object, &name.into()).ok();
    let code = get(thrown, "cause").and_then(|cause| get(&cause, "code")?.as_string());
    let code = code.or_else(|| get(thrown, "code")?.as_string())?;
    KNOWN_CODES.iter().copied().find(|known| *known == code)
}

fn key_issue(message: &str) -> Error {
    Issue::at("managementKey", message).into()
}

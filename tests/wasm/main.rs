//! What only a JavaScript host can show: what `fetch` is called with, and what becomes of what it gives.

#![cfg(target_arch = "wasm32")]
#![allow(clippy::panic, clippy::unwrap_used, reason = "a test may fail")]

use js_sys::{Function, JSON, Promise, Reflect};
use junction_credentials::client::config::{Config, GivenKey, Host};
use junction_credentials::client::request::Request;
use junction_credentials::client::retry::Bucket;
use junction_credentials::client::transport::{FetchTransport, KeySource};
use junction_credentials::client::{BodyFault, Client, Fault, Headers, RawResponse, Transport};
use junction_credentials::error::{Error, NetworkReason};
use junction_credentials::models::{Env, Region, Scope};
use junction_credentials::secret::Secret;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::AbortSignal;

const ORG: &str = "6f1c2a4e-0d3b-4c55-9a51-3f0e7c9d1b22";
const SCOPE: Scope = Scope { env: Env::Sandbox, region: Region::Us };

fn config() -> Config {
    let settings = format!(r#"{{"orgId":"{ORG}"}}"#);
    Config::new(&settings, &GivenKey::Function, true, Host::Elsewhere, |_| None).unwrap()
}

/// A transport whose `fetch` has this body, and keeps its arguments in `globalThis.called`.
fn transport(fetch: &str) -> FetchTransport {
    let fetch = Function::new_with_args("url, init", &format!("globalThis.called = [url, init]; {fetch}"));
    FetchTransport { fetch, key: KeySource::Fixed(Secret::from("mg_live".to_owned())), signal: None }
}

fn called() -> String {
    let called = Reflect::get(&js_sys::global(), &"called".into()).unwrap();
    JSON::stringify(&called).unwrap().into()
}

async fn sent(transport: &FetchTransport, query: &str) -> Result<(u16, Vec<u8>), Fault> {
    sent_within(10_000, 1_000_000, transport, query).await
}

async fn sent_within(
    timeout_ms: u32,
    max_bytes: usize,
    transport: &FetchTransport,
    query: &str,
) -> Result<(u16, Vec<u8>), Fault> {
    let request = Request::list(&config(), SCOPE, query).unwrap();
    let attempt = transport.begin(timeout_ms);
    let key = transport.key(&attempt).await?;
    let headers = Headers { key: key.as_ref(), traceparent: None };
    match transport.send(&attempt, &request, &headers, max_bytes).await? {
        RawResponse::Answer { status, body: Ok(body), .. } => Ok((status, body.as_ref().to_vec())),
        RawResponse::Answer { body: Err(BodyFault::Network(reason)), .. } => Err(Fault::Network(reason)),
        RawResponse::Answer { body: Err(BodyFault::TooLong), .. } => Err(Fault::Key("too long")),
        RawResponse::Redirect { origin } => Err(Fault::Network(NetworkReason::Redirect(origin))),
    }
}

async fn network_reason(fetch: &str) -> NetworkReason {
    match sent(&transport(fetch), "{}").await {
        Err(Fault::Network(reason)) => reason,
        other => panic!("expected a network fault, got {other:?}"),
    }
}

#[wasm_bindgen_test]
async fn fetch_is_called_with_an_encoded_url_and_a_plain_init() {
    let transport = transport("return new Response('{}')");

    sent(&transport, r#"{"next_cursor":"a+/=& %#é"}"#).await.unwrap();

    assert_eq!(
        called(),
        concat!(
            r#"["https://api.management.junction.com/v1/org/6f1c2a4e-0d3b-4c55-9a51-3f0e7c9d1b22/"#,
            r#"team_custom_credentials/sandbox/us?next_cursor=a%2B%2F%3D%26+%25%23%C3%A9","#,
            r#"{"method":"GET","headers":{"accept":"application/json","X-Management-Key":"mg_live"},"#,
            r#""redirect":"manual","signal":{}}]"#
        )
    );
}

#[wasm_bindgen_test]
async fn the_bytes_of_the_body_are_given_as_they_came() {
    let given =
        sent(&transport("return new Response(new Uint8Array([0xef, 0xbb, 0xbf, 0x7b, 0xff]))"), "{}").await;

    assert_eq!(given.unwrap(), (200, vec![0xef, 0xbb, 0xbf, 0x7b, 0xff]));
}

#[wasm_bindgen_test]
async fn whatever_fetch_fails_with_is_a_network_fault() {
    for fetch in [
        "throw 'thrown at once'",
        "return Promise.reject('a string')",
        "return Promise.reject(undefined)",
        "return Promise.reject(null)",
        "return Promise.reject(new TypeError('fetch failed', { cause: { code: 'mg_live' } }))",
        "return Promise.reject({ get cause() { throw 1 } })",
    ] {
        assert_eq!(network_reason(fetch).await, NetworkReason::Failed(None), "{fetch}");
    }
}

#[wasm_bindgen_test]
async fn a_well_known_code_of_a_failure_is_told() {
    let of_the_cause =
        "return Promise.reject(new TypeError('fetch failed', { cause: { code: 'ECONNREFUSED' } }))";
    let of_itself = "return Promise.reject(Object.assign(new Error(), { code: 'ENOTFOUND' }))";

    assert_eq!(network_reason(of_the_cause).await, NetworkReason::Failed(Some("ECONNREFUSED")));
    assert_eq!(network_reason(of_itself).await, NetworkReason::Failed(Some("ENOTFOUND")));
}

#[wasm_bindgen_test]
async fn what_is_no_response_is_a_network_fault() {
    for fetch in [
        "return undefined",
        "return 7",
        "return {}",
        "return { status: NaN, headers: new Headers(), arrayBuffer() {} }",
        "return { status: -1, headers: new Headers(), arrayBuffer() {} }",
        "return { status: 200, headers: {}, arrayBuffer: async () => new ArrayBuffer(0) }",
        "return { status: 200, headers: new Headers() }",
        "return { status: 200, headers: new Headers(), arrayBuffer: async () => Symbol() }",
    ] {
        assert_eq!(network_reason(fetch).await, NetworkReason::NoResponse, "{fetch}");
    }
}

#[wasm_bindgen_test]
async fn a_body_that_breaks_off_is_a_network_fault() {
    let fetch = "return { status: 200, headers: new Headers(), arrayBuffer: () => Promise.reject('gone') }";

    assert_eq!(network_reason(fetch).await, NetworkReason::BodyBrokeOff(None));
}

#[wasm_bindgen_test]
async fn a_redirect_tells_its_origin_where_it_can() {
    let config = config();
    let error_of = async |fetch: &str| {
        let bucket = Bucket::default();
        let call = config.call.clone();
        let client = Client { config: &config, call, bucket: &bucket, transport: transport(fetch) };
        client.call(&Request::list(client.config, SCOPE, "{}").unwrap()).await.err()
    };
    let redirected = |origin: Option<&str>| {
        let reason = NetworkReason::Redirect(origin.map(str::to_owned));
        Some(Error::Network { reason, attempts: 1 })
    };

    let visible =
        "return new Response(null, { status: 307, headers: { location: 'https://b.example:8443/x?y' } })";
    let relative = "return new Response(null, { status: 308, headers: { location: '/elsewhere' } })";
    let opaque = "return { type: 'opaqueredirect', status: 0, headers: new Headers(), arrayBuffer() {} }";

    assert_eq!(error_of(visible).await, redirected(Some("https://b.example:8443")));
    assert_eq!(error_of(relative).await, redirected(Some("https://api.management.junction.com")));
    assert_eq!(error_of(opaque).await, redirected(None));
}

#[wasm_bindgen_test]
async fn a_signal_is_passed_on_and_an_aborted_one_sends_nothing() {
    let aborted = FetchTransport { signal: Some(AbortSignal::abort()), ..transport("return new Response()") };
    let rejecting = Function::new_no_args(
        "const controller = new AbortController(); queueMicrotask(() => controller.abort('reason'));
         return controller.signal",
    );
    let signal: AbortSignal = rejecting.call0(&JsValue::UNDEFINED).unwrap().unchecked_into();
    let waiting = FetchTransport {
        signal: Some(signal),
        ..transport(
            "return new Promise((_, reject) => init.signal.addEventListener('abort', () => reject('x')))",
        )
    };

    assert!(matches!(sent(&aborted, "{}").await, Err(Fault::Aborted)));
    assert!(matches!(sent(&waiting, "{}").await, Err(Fault::Aborted)));
}

#[wasm_bindgen_test]
async fn a_key_may_come_from_a_function() {
    let key_of = async |body: &str| {
        let key = KeySource::Asked(Function::new_no_args(body));
        let transport = FetchTransport { key, ..transport("") };
        let key = transport.key(&transport.begin(1000)).await;
        key.map(|key| key.map(|key| key.expose().to_owned()))
    };

    assert_eq!(key_of("return 'mg_1'").await.unwrap(), Some("mg_1".to_owned()));
    assert_eq!(key_of("return Promise.resolve('mg_2')").await.unwrap(), Some("mg_2".to_owned()));
    for body in ["return undefined", "throw new Error('mg_3')", "return Promise.reject('mg_4')"] {
        let Err(Fault::Key(message)) = key_of(body).await else {
            panic!("expected a fault of the key: {body}")
        };
        assert!(message.starts_with("expected the function to give a string"));
    }
}

#[wasm_bindgen_test]
async fn an_attempt_that_takes_too_long_is_over_in_every_phase() {
    let never = "new Promise(() => {})";
    let key = KeySource::Asked(Function::new_no_args(&format!("return {never}")));
    let body = format!("return {{ status: 200, headers: new Headers(), arrayBuffer: () => {never} }}");
    let stream = "return new Response(new ReadableStream({ start(c) { c.enqueue(new Uint8Array(3)) } }))";

    for slow in [
        FetchTransport { key, ..transport("return new Response('{}')") },
        transport(&format!("return {never}")),
        transport(&body),
        transport(stream),
    ] {
        assert!(matches!(sent_within(5, 100, &slow, "{}").await, Err(Fault::Timeout)));
    }
}

#[wasm_bindgen_test]
async fn a_body_is_read_no_further_than_it_may_be_long() {
    let declared = "return new Response('12345678', { headers: { 'content-length': '8' } })";
    let streamed = "return new Response(new Blob(['1234', '5678']).stream())";
    let endless = "return new Response(new ReadableStream({ pull(c) { c.enqueue(new Uint8Array(3)) } }))";
    let compressed =
        "return new Response('12345678', { headers: { 'content-length': '2', 'content-encoding': 'br' } })";
    let lying = "return { status: 200, headers: new Headers({ 'content-length': '2' }),
                          arrayBuffer: async () => new ArrayBuffer(8) }";

    for fetch in [declared, streamed, compressed] {
        let whole = sent_within(1000, 8, &transport(fetch), "{}").await;
        assert_eq!(whole.unwrap(), (200, b"12345678".to_vec()), "{fetch}");
    }
    for fetch in [declared, streamed, endless, compressed, lying] {
        let cut = sent_within(1000, 7, &transport(fetch), "{}").await;
        assert!(matches!(cut, Err(Fault::Key("too long"))), "{fetch}");
    }
}

#[wasm_bindgen_test]
async fn a_thousand_calls_at_once_all_end() {
    let fetch = "return new Promise(done => setTimeout(() => done(new Response('{\"credentials\":[]}')), 1))";
    let calls: Vec<Promise> = (0..1000)
        .map(|_| {
            wasm_bindgen_futures::future_to_promise(async move {
                sent(&transport(fetch), "{}").await.map(|_| JsValue::NULL).map_err(|_| JsValue::NULL)
            })
        })
        .collect();

    for call in calls {
        assert!(JsFuture::from(call).await.is_ok());
    }
}

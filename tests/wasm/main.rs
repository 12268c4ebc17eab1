//! What only a JavaScript host can show: what the core asks of a host transport, and what it makes of what that gives.

#![cfg(target_arch = "wasm32")]
#![allow(clippy::panic, clippy::unwrap_used, clippy::wildcard_enum_match_arm, reason = "a test may fail")]

use js_sys::{Function, JSON, Promise, Reflect};
use junction_credentials::client::Client;
use junction_credentials::client::config::{CallConfig, Config};
use junction_credentials::client::request::{Operation, Request};
use junction_credentials::client::retry::Bucket;
use junction_credentials::client::transport::{HostBody, HostTransport};
use junction_credentials::error::{Ending, Error};
use junction_credentials::models::{Env, Region, Scope};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use wasm_bindgen_test::wasm_bindgen_test;

const TEAM: &str = "0b5c1c9e-7a35-4a5e-8a64-6f2a0a3c1d11";
const TRACEPARENT: &str = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
const SCOPE: Scope = Scope { env: Env::Sandbox, region: Region::Us };

/// A transport that notes what is asked of it. Its functions have these bodies.
fn host(send: &str, wait: &str) -> HostTransport {
    let made = Function::new_no_args(&format!(
        "const asked = [];
         const bytes = (text) => new TextEncoder().encode(text);
         return {{
           asked,
           async send(...parts) {{ asked.push(['send', ...parts]); {send} }},
           async wait(ms) {{ asked.push(['wait', ms]); {wait} }},
         }}"
    ));
    made.call0(&JsValue::UNDEFINED).unwrap().unchecked_into()
}

/// What comes of sending a request, in JavaScript.
fn outcome(ending: Ending, rest: &str) -> String {
    format!("return {{ ending: {}, status: 0, {rest} }};", ending as u8)
}

fn page() -> String {
    outcome(Ending::Answered, "status: 200, body: bytes('{\"credentials\":[]}')")
}

fn asked(host: &HostTransport) -> String {
    let asked = Reflect::get(host.as_ref(), &"asked".into()).unwrap();
    JSON::stringify(&asked).unwrap().into()
}

/// The names of all that was asked, in order.
fn steps(host: &HostTransport) -> Vec<&'static str> {
    asked(host)
        .split("[\"")
        .skip(1)
        .map(|step| if step.starts_with("send") { "send" } else { "wait" })
        .collect()
}

fn client() -> Client {
    let given = r#"{"settings":{"orgId":"6f1c2a4e-0d3b-4c55-9a51-3f0e7c9d1b22"},"key":true,"hasFetch":true}"#;
    Client { config: Config::new(given).unwrap(), bucket: Bucket::default() }
}

async fn called(
    host: &HostTransport,
    operation: Operation,
    parameters: &str,
    call: CallConfig,
) -> Result<HostBody, Error> {
    let client = client();
    let request = Request::new(&client.config, operation, SCOPE, parameters.to_owned()).unwrap();
    client.call(host, &call, &request).await
}

/// Lists with so many retries at most.
async fn listed(host: &HostTransport, max_retries: u32) -> Result<HostBody, Error> {
    let call = CallConfig { timeout_ms: 1000, max_retries, traceparent: None };
    called(host, Operation::List, "{}", call).await
}

#[wasm_bindgen_test]
async fn a_request_is_sent_with_an_encoded_query_and_without_what_is_absent() {
    let host = host(&page(), "");
    let call = CallConfig { timeout_ms: 1500, max_retries: 0, traceparent: None };

    called(&host, Operation::List, r#"{"next_cursor":"a+/=& %#é"}"#, call).await.unwrap();

    assert_eq!(
        asked(&host),
        concat!(
            r#"[["send","GET","https://api.management.junction.com/v1/org/6f1c2a4e-0d3b-4c55-9a51-3f0e7c9d1b22/"#,
            r#"team_custom_credentials/sandbox/us?next_cursor=a%2B%2F%3D%26+%25%23%C3%A9","#,
            r#""X-Management-Key",null,null,1500,16777216]]"#
        )
    );
}

#[wasm_bindgen_test]
async fn a_request_is_sent_with_its_body_as_it_was_checked_and_with_its_trace() {
    let answer = r#"{"status":"ready","preparation_steps":[]}"#;
    let host = host(&outcome(Ending::Answered, &format!("status: 200, body: bytes('{answer}')")), "");
    let call = CallConfig { timeout_ms: 1500, max_retries: 0, traceparent: Some(TRACEPARENT.to_owned()) };
    let body = format!(r#"{{ "team_id": "{TEAM}", "provider": "oura", "new": "é🏃" }}"#);

    called(&host, Operation::Prepare, &body, call).await.unwrap();

    let asked = asked(&host);
    let (_, sent) = asked.split_once(r#""X-Management-Key","#).unwrap();
    let body: String = JSON::stringify(&body.into()).unwrap().into();
    assert_eq!(sent, format!(r#""{TRACEPARENT}",{body},1500,16777216]]"#));
}

#[wasm_bindgen_test]
async fn the_bytes_of_a_body_are_given_as_they_came() {
    let part = "status: 200, body: bytes('...\u{feff}{\"credentials\":[],\"é\":1}...').subarray(3, -3)";

    let body = listed(&host(&outcome(Ending::Answered, part), ""), 0).await.unwrap();

    let text = "\u{feff}{\"credentials\":[],\"é\":1}";
    assert_eq!(body.as_ref(), text.as_bytes());
    assert_eq!(body.host.to_vec(), text.as_bytes());
}

#[wasm_bindgen_test]
async fn every_ending_is_told_with_what_is_known_of_it() {
    let network = |ending, detail: Option<&str>| Error::Network {
        ending,
        detail: detail.map(str::to_owned),
        attempts: 1,
    };
    let api = |status, retry_after_ms| Error::Api { status, retry_after_ms, attempts: 1 };

    for (ending, rest, error) in [
        (Ending::Answered, "status: 401, body: bytes('')", api(401, None)),
        (Ending::Answered, "status: 429, retryAfter: '90', body: bytes('')", api(429, Some(90_000.0))),
        (Ending::Answered, "status: 199, body: bytes('')", api(199, None)),
        (Ending::BodyTooLong, "status: 500", api(500, None)),
        (Ending::BodyBrokeOff, "status: 503, retryAfter: '90', detail: 'EPIPE'", api(503, Some(90_000.0))),
        (Ending::BodyBrokeOff, "status: 200, detail: 'EPIPE'", network(Ending::BodyBrokeOff, Some("EPIPE"))),
        (Ending::Failed, "", network(Ending::Failed, None)),
        (Ending::Failed, "detail: 'ENOTFOUND'", network(Ending::Failed, Some("ENOTFOUND"))),
        (Ending::NoResponse, "detail: undefined", network(Ending::NoResponse, None)),
        (
            Ending::Redirected,
            "detail: 'https://b.example'",
            network(Ending::Redirected, Some("https://b.example")),
        ),
        (Ending::TimedOut, "", Error::Timeout { attempts: 1 }),
        (Ending::Aborted, "", Error::Aborted),
    ] {
        assert_eq!(
            listed(&host(&outcome(ending, rest), ""), 0).await.unwrap_err(),
            error,
            "{ending:?} {rest}"
        );
    }
}

#[wasm_bindgen_test]
async fn a_body_that_is_too_long_and_a_key_that_is_refused_say_what_was_expected() {
    let issue_of =
        async |ending, rest: &str| match listed(&host(&outcome(ending, rest), ""), 0).await.unwrap_err() {
            Error::Response { issues, .. } | Error::Request { issues } => issues.first().unwrap().to_string(),
            other => panic!("{other:?}"),
        };

    assert_eq!(
        issue_of(Ending::BodyTooLong, "status: 200").await,
        "expected a body that is not longer than `maxResponseBytes`"
    );
    assert_eq!(
        issue_of(Ending::KeyRefused, "detail: 'expected another one'").await,
        "`managementKey`: expected another one"
    );
}

#[wasm_bindgen_test]
async fn an_attempt_is_repeated_after_a_wait_that_grows() {
    let send = format!("if (asked.length < 4) {{ {} }} {}", outcome(Ending::Failed, ""), page());
    let host = host(&send, "return ms >= 0 && ms <= (asked.length === 2 ? 500 : 1000);");

    listed(&host, 2).await.unwrap();

    assert_eq!(steps(&host), ["send", "wait", "send", "wait", "send"]);
}

#[wasm_bindgen_test]
async fn an_attempt_is_repeated_when_the_api_says_so_by_the_clock_of_the_host() {
    let later = "status: 503, body: bytes(''), retryAfter: new Date(Date.now() + 30_000).toUTCString()";
    let send = format!("if (asked.length < 2) {{ {} }} {}", outcome(Ending::Answered, later), page());
    let host = host(&send, "return ms > 28_000 && ms <= 30_000;");

    listed(&host, 1).await.unwrap();

    assert_eq!(steps(&host), ["send", "wait", "send"]);
}

#[wasm_bindgen_test]
async fn an_aborted_wait_ends_the_call() {
    let host = host(&outcome(Ending::Failed, ""), "return false;");

    assert_eq!(listed(&host, 5).await.unwrap_err(), Error::Aborted);

    assert_eq!(steps(&host), ["send", "wait"]);
}

#[wasm_bindgen_test]
async fn a_thousand_calls_at_once_all_end() {
    let send = format!("await new Promise((done) => setTimeout(done, 1)); {}", page());
    let calls: Vec<Promise> = (0..1000)
        .map(|_| {
            let host = host(&send, "");
            future_to_promise(async move {
                listed(&host, 0).await.map(|body| body.host.into()).map_err(|_| JsValue::NULL)
            })
        })
        .collect();

    for call in calls {
        assert!(JsFuture::from(call).await.is_ok());
    }
}

//! Tests what needs a JavaScript host: the steps that the core asks of a host, and how it interprets their outcomes.

#![cfg(target_os = "unknown")]
#![allow(clippy::unwrap_used, reason = "a failing test may panic")]

use std::pin::pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use js_sys::{Function, JSON, Promise, Reflect};
use junction_credentials::client::config::{CallConfig, Config};
use junction_credentials::client::failure::{Failure, Reason};
use junction_credentials::client::request::Request;
use junction_credentials::client::retry::Bucket;
use junction_credentials::client::transport::{Host, execute};
use junction_credentials::client::{Call, Client, Ending};
use junction_credentials::models::Operation;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use wasm_bindgen_test::wasm_bindgen_test;

const TEAM: &str = "0b5c1c9e-7a35-4a5e-8a64-6f2a0a3c1d11";
const TRACEPARENT: &str = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
const DONE: u8 = Ending::Done as u8;

/// A host that records its steps, and carries each out at once. `answer` is JavaScript that returns the status, headers
/// and body of the response. It also returns the ending of each step, by the name of the step.
fn host(answer: &str) -> Host {
    let made = Function::new_no_args(&format!(
        "const steps = [];
         let attempts = 0;
         const answer = (attempt) => {{ {answer} }};
         const given = () => ({{ status: 200, headers: {{}}, body: '', type: 'basic', endings: {{}}, ...answer(attempts) }});
         const carryOut = (host, step) => {{
           const {{ status, headers, body, type, endings }} = given();
           const head = {{
             status,
             type,
             header: (name) => headers[name] ?? '',
             originOf: (location, url) => new URL(location, url).origin,
           }};
           const ending = endings[step] ?? {DONE};
           Object.assign(host, {{ ending, key: 'mg_asked', head, body: new TextEncoder().encode(body) }});
         }};
         const parameters = new URLSearchParams();
         return {{
           steps,
           wait(ms) {{ steps.push(['wait', ms]); carryOut(this, 'wait'); }},
           askForKey(timeoutMs) {{ steps.push(['askForKey', timeoutMs]); carryOut(this, 'askForKey'); }},
           query: () => parameters,
           send(timeoutMs, method, url, headers, body) {{
             attempts += 1;
             const lines = headers.split('\\n').map((line) => line.split(' '));
             steps.push(['send', method, url, String(parameters), lines, body ?? null, timeoutMs]);
             carryOut(this, 'send');
           }},
           read(inPieces, maxBytes) {{ steps.push(['read', inPieces, maxBytes]); carryOut(this, 'read'); }},
         }}"
    ));
    made.call0(&JsValue::UNDEFINED).unwrap().unchecked_into()
}

const PAGE: &str = "return { body: '{\"credentials\":[]}' };";

const SCOPE: &str = r#"{"env":"sandbox","region":"us"}"#;

fn steps(host: &Host) -> String {
    let steps = Reflect::get(host.as_ref(), &"steps".into()).unwrap();
    JSON::stringify(&steps).unwrap().into()
}

async fn called(
    host: &Host,
    key: Option<&str>,
    operation: Operation,
    parameters: &str,
    settings: CallConfig,
) -> Result<(), Failure> {
    let source = if key.is_some() { "\"mg_1\"" } else { "true" };
    let given = format!(
        r#"{{"settings":{{"orgId":"6f1c2a4e-0d3b-4c55-9a51-3f0e7c9d1b22"}},"key":{source},"hasFetch":true}}"#
    );
    let client = Rc::new(Client { config: Config::new(&given).unwrap(), bucket: Bucket::default() });
    let request = Request::new(&client.config, operation, SCOPE, parameters.to_owned()).unwrap();
    let mut call = Call::new(client, settings, request, key.map(str::to_owned));
    let mut future = pin!(execute(&mut call, host));
    loop {
        if let Poll::Ready(ended) = future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            return ended.map_err(|failure| *failure);
        }
        // As in the package, the call is continued by another task of JavaScript.
        JsFuture::from(Promise::resolve(&JsValue::UNDEFINED)).await.unwrap();
    }
}

fn settings(max_retries: u32) -> CallConfig {
    CallConfig { timeout_ms: 1500, max_retries, traceparent: None }
}

/// Lists with a maximum number of retries.
async fn listed(host: &Host, max_retries: u32) -> Result<(), Failure> {
    called(host, Some("mg_1"), Operation::List, "{}", settings(max_retries)).await
}

#[wasm_bindgen_test]
async fn a_request_is_sent_with_an_encoded_query_and_its_key() {
    let host = host(PAGE);

    called(&host, Some("mg_1"), Operation::List, r#"{"next_cursor":"a+/=& %#é"}"#, settings(0))
        .await
        .unwrap();

    assert_eq!(
        steps(&host),
        concat!(
            r#"[["send","GET","https://api.management.junction.com/v1/org/6f1c2a4e-0d3b-4c55-9a51-3f0e7c9d1b22/"#,
            r#"team_custom_credentials/sandbox/us","next_cursor=a%2B%2F%3D%26+%25%23%C3%A9","#,
            r#"[["accept","application/json"],["X-Management-Key","mg_1"]],null,1500],["read",true,16777216]]"#
        )
    );
}

#[wasm_bindgen_test]
async fn a_query_of_nothing_is_empty() {
    let host = host(PAGE);

    called(&host, Some("mg_1"), Operation::List, r#"{"next_cursor":null}"#, settings(0)).await.unwrap();

    assert!(steps(&host).contains(r#"/sandbox/us","",["#));
}

#[wasm_bindgen_test]
async fn a_request_is_sent_with_its_body_as_it_was_checked_and_with_its_trace() {
    let host = host(r#"return { body: '{"status":"ready","preparation_steps":[]}' };"#);
    let settings = CallConfig { traceparent: Some(TRACEPARENT.to_owned()), ..settings(0) };
    let body = format!(r#"{{ "team_id": "{TEAM}", "provider": "oura", "new": "é🏃" }}"#);

    called(&host, None, Operation::Prepare, &body, settings).await.unwrap();

    let steps = steps(&host);
    let (_, sent) = steps.split_once(r#"/prepare_team_custom_credentials/sandbox/us","","#).unwrap();
    let body: String = JSON::stringify(&body.into()).unwrap().into();
    let headers = format!(
        r#"[["accept","application/json"],["X-Management-Key","mg_asked"],["traceparent","{TRACEPARENT}"],["content-type","application/json"]]"#
    );
    assert!(steps.starts_with(r#"[["askForKey",1500],["send","POST","#), "{steps}");
    assert_eq!(sent, format!(r#"{headers},{body},1500],["read",true,16777216]]"#));
}

#[wasm_bindgen_test]
async fn a_body_of_known_length_is_read_in_one_piece() {
    let host = host("return { body: '{\"credentials\":[]}', headers: { 'content-length': '18' } };");

    listed(&host, 0).await.unwrap();

    assert!(steps(&host).ends_with(r#"["read",false,16777216]]"#));
}

#[wasm_bindgen_test]
async fn every_outcome_is_understood() {
    let network = |reason| Failure::Network { reason };
    let api =
        |status, retry_after_ms| Failure::Api { status, issues: Vec::new(), detail: None, retry_after_ms };
    let ends = |step: &str, ending: Ending| format!("return {{ endings: {{ {step}: {} }} }};", ending as u8);
    let elsewhere = Some("https://elsewhere.example".to_owned());

    for (answer, failure) in [
        ("return { status: 401 };".to_owned(), api(401, None)),
        ("return { status: 429, headers: { 'retry-after': '90' } };".to_owned(), api(429, Some(90_000.0))),
        (
            "return { status: 429, headers: { 'retry-after': 'Sun, 06 Nov 1994 08:49:37 GMT' } };".to_owned(),
            api(429, Some(0.0)),
        ),
        (
            "return { status: 429, headers: { 'retry-after': 'Sun, 32 Nov 1994 08:49:37 GMT' } };".to_owned(),
            api(429, None),
        ),
        (
            "return { status: 307, headers: { location: 'https://elsewhere.example/a' } };".to_owned(),
            network(Reason::Redirected { target_origin: elsewhere }),
        ),
        (
            "return { status: 0, type: 'opaqueredirect' };".to_owned(),
            network(Reason::Redirected { target_origin: None }),
        ),
        (ends("send", Ending::Threw), network(Reason::FetchFailed)),
        (ends("send", Ending::ProgrammingError), network(Reason::ProgrammingError)),
        (ends("send", Ending::Unusable), network(Reason::NoResponse)),
        (ends("send", Ending::TimedOut), Failure::Timeout),
        (ends("send", Ending::Aborted), Failure::Aborted),
        (ends("send", Ending::PassedOn), Failure::PassedOn),
        (ends("read", Ending::Threw), network(Reason::BodyBrokeOff)),
    ] {
        assert_eq!(listed(&host(&answer), 0).await, Err(failure), "{answer}");
    }
}

#[wasm_bindgen_test]
async fn an_attempt_is_repeated_after_a_wait() {
    let failed = format!("if (attempt < 3) return {{ endings: {{ send: {} }} }};", Ending::Threw as u8);
    let host = host(&format!("{failed} {PAGE}"));

    listed(&host, 2).await.unwrap();

    assert_eq!(steps(&host).matches(r#"["wait","#).count(), 2);
    assert_eq!(steps(&host).matches(r#"["send","#).count(), 3);
}

#[wasm_bindgen_test]
async fn an_attempt_is_repeated_when_the_api_says_so() {
    let later = "if (attempt < 2) return { status: 503, headers: { 'retry-after': '30' } };";
    let host = host(&format!("{later} {PAGE}"));

    listed(&host, 1).await.unwrap();

    assert!(steps(&host).contains(r#"["wait",30000]"#));
}

#[wasm_bindgen_test]
async fn a_thousand_calls_at_once_all_end() {
    let calls: Vec<Promise> = (0..1000)
        .map(|_| {
            let host = host(PAGE);
            future_to_promise(async move {
                listed(&host, 0).await.map(|()| JsValue::NULL).map_err(|_| JsValue::NULL)
            })
        })
        .collect();

    for call in calls {
        assert!(JsFuture::from(call).await.is_ok());
    }
}

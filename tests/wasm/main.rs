//! What only a JavaScript host can show: what the core asks of a host transport, and what it makes of what that gives.

#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::rc::Rc;

use js_sys::{Function, JSON, Promise, Reflect};
use junction_credentials::client::config::{CallConfig, Config};
use junction_credentials::client::request::{Operation, Request};
use junction_credentials::client::retry::Bucket;
use junction_credentials::client::transport::{HostTransport, carry};
use junction_credentials::client::{Call, Client};
use junction_credentials::error::{Ending, Error};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use wasm_bindgen_test::wasm_bindgen_test;

const TEAM: &str = "0b5c1c9e-7a35-4a5e-8a64-6f2a0a3c1d11";
const TRACEPARENT: &str = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

/// A transport that notes what is asked of it. Its `send` has this body.
fn host(send: &str) -> HostTransport {
    let made = Function::new_no_args(&format!(
        "const asked = [];
         const bytes = (text) => new TextEncoder().encode(text);
         return {{
           asked,
           async send(delayMs, method, path, query, ...rest) {{
             asked.push([delayMs, method, path, query && String(query), ...rest]);
             {send}
           }},
         }}"
    ));
    made.call0(&JsValue::UNDEFINED).unwrap().unchecked_into()
}

/// What comes of sending a request, in JavaScript.
fn outcome(ending: Ending, rest: &str) -> String {
    format!("return {{ ending: {}, status: 0, body: bytes(''), {rest} }};", ending as u8)
}

fn page() -> String {
    outcome(Ending::Answered, "status: 200, body: bytes('{\"credentials\":[]}')")
}

fn asked(host: &HostTransport) -> String {
    let asked = Reflect::get(host.as_ref(), &"asked".into()).unwrap();
    JSON::stringify(&asked).unwrap().into()
}

async fn called(
    host: &HostTransport,
    operation: Operation,
    parameters: &str,
    settings: CallConfig,
) -> Result<(), Error> {
    let given = r#"{"settings":{"orgId":"6f1c2a4e-0d3b-4c55-9a51-3f0e7c9d1b22"},"key":true,"hasFetch":true}"#;
    let client = Rc::new(Client { config: Config::new(given).unwrap(), bucket: Bucket::default() });
    let request = Request::new(&client.config, operation, "sandbox/us", parameters.to_owned()).unwrap();
    carry(Call::new(client, settings, request), host.clone()).await
}

/// Lists with so many retries at most.
async fn listed(host: &HostTransport, max_retries: u32) -> Result<(), Error> {
    let settings = CallConfig { timeout_ms: 1000, max_retries, traceparent: None };
    called(host, Operation::List, "{}", settings).await
}

#[wasm_bindgen_test]
async fn a_request_is_sent_with_an_encoded_query_and_without_what_is_absent() {
    let host = host(&page());
    let settings = CallConfig { timeout_ms: 1500, max_retries: 0, traceparent: None };

    called(&host, Operation::List, r#"{"next_cursor":"a+/=& %#é"}"#, settings).await.unwrap();

    assert_eq!(
        asked(&host),
        concat!(
            r#"[[0,"GET","https://api.management.junction.com/v1/org/6f1c2a4e-0d3b-4c55-9a51-3f0e7c9d1b22/"#,
            r#"team_custom_credentials/sandbox/us","next_cursor=a%2B%2F%3D%26+%25%23%C3%A9","#,
            r#""X-Management-Key",null,null,1500,16777216]]"#
        )
    );
}

#[wasm_bindgen_test]
async fn a_request_is_sent_with_its_body_as_it_was_checked_and_with_its_trace() {
    let answer = r#"{"status":"ready","preparation_steps":[]}"#;
    let host = host(&outcome(Ending::Answered, &format!("status: 200, body: bytes('{answer}')")));
    let settings = CallConfig { timeout_ms: 1500, max_retries: 0, traceparent: Some(TRACEPARENT.to_owned()) };
    let body = format!(r#"{{ "team_id": "{TEAM}", "provider": "oura", "new": "é🏃" }}"#);

    called(&host, Operation::Prepare, &body, settings).await.unwrap();

    let asked = asked(&host);
    let (_, sent) = asked.split_once(r#"/prepare_team_custom_credentials/sandbox/us","#).unwrap();
    let body: String = JSON::stringify(&body.into()).unwrap().into();
    assert_eq!(sent, format!(r#"null,"X-Management-Key","{TRACEPARENT}",{body},1500,16777216]]"#));
}

#[wasm_bindgen_test]
async fn a_body_is_read_where_it_stands_in_a_longer_buffer() {
    let part = "status: 200, body: bytes('...\u{feff}{\"credentials\":[],\"é\":1}...').subarray(3, -3)";

    assert_eq!(listed(&host(&outcome(Ending::Answered, part)), 0).await, Ok(()));
}

#[wasm_bindgen_test]
async fn every_ending_is_told() {
    let network = |ending| Error::Network { ending, attempts: 1 };
    let api = |status, retry_after_ms| Error::Api { status, retry_after_ms, attempts: 1 };

    for (ending, rest, error) in [
        (Ending::Answered, "status: 401", api(401, None)),
        (Ending::Answered, "status: 429, retryAfterMs: 90_000", api(429, Some(90_000.0))),
        (Ending::Answered, "status: 199", api(199, None)),
        (Ending::BodyTooLong, "status: 500", api(500, None)),
        (Ending::BodyBrokeOff, "status: 503, retryAfterMs: 90_000", api(503, Some(90_000.0))),
        (Ending::BodyBrokeOff, "status: 200", network(Ending::BodyBrokeOff)),
        (Ending::Failed, "", network(Ending::Failed)),
        (Ending::NoResponse, "", network(Ending::NoResponse)),
        (Ending::Redirected, "", network(Ending::Redirected)),
        (Ending::TimedOut, "", Error::Timeout { attempts: 1 }),
        (Ending::Aborted, "", Error::Aborted),
        (Ending::KeyRefused, "", Error::Key),
    ] {
        assert_eq!(listed(&host(&outcome(ending, rest)), 0).await, Err(error), "{ending:?} {rest}");
    }
}

#[wasm_bindgen_test]
async fn an_attempt_is_repeated_after_a_wait_that_grows() {
    let is_in_time = "if (delayMs > [0, 500, 1000][asked.length - 1]) throw new Error('too late');";
    let repeated = format!("if (asked.length < 3) {{ {} }} {}", outcome(Ending::Failed, ""), page());
    let host = host(&format!("{is_in_time} {repeated}"));

    listed(&host, 2).await.unwrap();

    assert_eq!(asked(&host).matches("\"GET\"").count(), 3);
}

#[wasm_bindgen_test]
async fn an_attempt_is_repeated_when_the_api_says_so() {
    let later = outcome(Ending::Answered, "status: 503, retryAfterMs: 30_000");
    let host = host(&format!("if (asked.length < 2) {{ {later} }} {}", page()));

    listed(&host, 1).await.unwrap();

    assert!(asked(&host).contains("[30000,\"GET\""));
}

#[wasm_bindgen_test]
async fn a_thousand_calls_at_once_all_end() {
    let send = format!("await new Promise((done) => setTimeout(done, 1)); {}", page());
    let calls: Vec<Promise> = (0..1000)
        .map(|_| {
            let host = host(&send);
            future_to_promise(async move {
                listed(&host, 0).await.map(|()| JsValue::NULL).map_err(|_| JsValue::NULL)
            })
        })
        .collect();

    for call in calls {
        assert!(JsFuture::from(call).await.is_ok());
    }
}

//! The calls against a transport that keeps what it is given and answers as it is told.

#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    clippy::wildcard_enum_match_arm,
    reason = "a test may fail"
)]

mod answers;
mod config;
mod request;
mod retries;

use std::cell::RefCell;
use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use serde_json::{Value, json};

use super::config::{CallConfig, Config, complaint_about, scope};
use super::request::{Operation, Request};
use super::retry::Bucket;
use super::{Client, Limits, Outcome, Transport};
use crate::check::UnknownProviders;
use crate::error::{Ending, Error, Issue};
use crate::models::{Env, Region, Scope};

const ORG: &str = "6F1C2A4E-0D3B-4C55-9A51-3F0E7C9D1B22";
const TEAM: &str = "0b5c1c9e-7a35-4a5e-8a64-6f2a0a3c1d11";
const TRACEPARENT: &str = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
const PAGE: &str = r#"{"credentials":[]}"#;
const SCOPE: Scope = Scope { env: Env::Sandbox, region: Region::Us };

type Answer = Outcome<Vec<u8>>;

/// A transport that gives the next of its answers to each request, and notes what happens.
struct Told {
    answers: RefCell<Vec<Answer>>,
    sent: RefCell<Vec<Request>>,
    traceparents: RefCell<Vec<Option<String>>>,
    waits: RefCell<Vec<f64>>,
}

impl Transport for Told {
    type Body = Vec<u8>;

    async fn send(&self, delay_ms: f64, request: &Request, limits: &Limits<'_>) -> Answer {
        if delay_ms > 0.0 {
            self.waits.borrow_mut().push(delay_ms);
        }
        self.sent.borrow_mut().push(request.clone());
        self.traceparents.borrow_mut().push(limits.traceparent.map(str::to_owned));
        self.answers.borrow_mut().pop().unwrap()
    }

    fn random(&self) -> f64 {
        1.0
    }
}

fn told_all(answers: impl IntoIterator<Item = Answer>) -> Told {
    let mut answers: Vec<_> = answers.into_iter().collect();
    answers.reverse();
    Told {
        answers: RefCell::new(answers),
        sent: RefCell::default(),
        traceparents: RefCell::default(),
        waits: RefCell::default(),
    }
}

fn told(answer: Answer) -> Told {
    told_all([answer])
}

fn answer(status: u16, body: &str) -> Answer {
    let body = Some(body.as_bytes().to_vec());
    Outcome { ending: Ending::Answered, status, retry_after_ms: None, body }
}

fn asking_to_wait(status: u16, ms: f64) -> Answer {
    Outcome { retry_after_ms: Some(ms), ..answer(status, "") }
}

fn answering(status: u16, body: &str) -> Told {
    told(answer(status, body))
}

/// An answer whose body did not come whole.
fn cut(status: u16, ending: Ending) -> Answer {
    Outcome { ending, body: None, ..answer(status, "") }
}

/// No answer.
fn nothing(ending: Ending) -> Answer {
    cut(0, ending)
}

/// What a client is made with, as TypeScript tells it, but for some parts.
fn made(parts: Value) -> Result<Config, Error> {
    let mut given = json!({ "settings": { "orgId": ORG }, "key": true, "hasFetch": true, "isWindow": false });
    for (name, part) in parts.as_object().unwrap() {
        given[name] = part.clone();
    }
    Config::new(&given.to_string())
}

fn config() -> Config {
    made(json!({})).unwrap()
}

/// Drives a future that never waits.
fn finished<F: Future>(future: F) -> F::Output {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => output,
        Poll::Pending => panic!("the future waits"),
    }
}

fn request(operation: Operation, parameters: &str) -> Result<Request, Error> {
    Request::new(&config(), operation, SCOPE, parameters.to_owned())
}

/// Makes a call without retries.
fn call(transport: &Told, operation: Operation, parameters: &str) -> Result<Vec<u8>, Error> {
    call_with_retries(0, transport, operation, parameters)
}

fn list(transport: &Told) -> Result<Vec<u8>, Error> {
    call(transport, Operation::List, "{}")
}

fn call_with_retries(
    max_retries: u32,
    transport: &Told,
    operation: Operation,
    parameters: &str,
) -> Result<Vec<u8>, Error> {
    let client = Client { config: config(), bucket: Bucket::default() };
    let settings =
        CallConfig { max_retries, traceparent: Some(TRACEPARENT.to_owned()), ..client.config.call.clone() };
    finished(client.call(transport, &settings, &request(operation, parameters)?))
}

fn api(status: u16, attempts: u32) -> Error {
    Error::Api { status, retry_after_ms: None, attempts }
}

fn network(ending: Ending, attempts: u32) -> Error {
    Error::Network { ending, attempts }
}

fn told_issues(error: Error) -> Vec<String> {
    match error {
        Error::Request { issues } => issues.iter().map(Issue::to_string).collect(),
        other => panic!("expected a request error, got {other:?}"),
    }
}

//! The calls against somebody who keeps what is sent and answers as told.

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
use std::rc::Rc;

use serde_json::{Value, json};

use super::config::{CallConfig, Config, check_scope, complaint_about};
use super::request::{Operation, Request};
use super::retry::Bucket;
use super::{Call, Client, Outcome};
use crate::check::UnknownProviders;
use crate::error::{Ending, Error, Issue};

const ORG: &str = "6F1C2A4E-0D3B-4C55-9A51-3F0E7C9D1B22";
const TEAM: &str = "0b5c1c9e-7a35-4a5e-8a64-6f2a0a3c1d11";
const PAGE: &str = r#"{"credentials":[]}"#;
const SCOPE: &str = "sandbox/us";

type Answer = Outcome;

/// What gives the next of its answers to each request, and notes what happens.
struct Told {
    answers: RefCell<Vec<Answer>>,
    sent: RefCell<Vec<Request>>,
    waits: RefCell<Vec<f64>>,
}

fn told_all(answers: impl IntoIterator<Item = Answer>) -> Told {
    let mut answers: Vec<_> = answers.into_iter().collect();
    answers.reverse();
    Told { answers: RefCell::new(answers), sent: RefCell::default(), waits: RefCell::default() }
}

fn told(answer: Answer) -> Told {
    told_all([answer])
}

fn answer(status: u16, body: &str) -> Answer {
    let body = body.as_bytes().to_vec();
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
    Outcome { ending, ..answer(status, "") }
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

fn request(operation: Operation, parameters: &str) -> Result<Request, Error> {
    Request::new(&config(), operation, SCOPE, parameters.to_owned())
}

/// Makes a call without retries.
fn call(told: &Told, operation: Operation, parameters: &str) -> Result<(), Error> {
    call_with_retries(0, told, operation, parameters)
}

fn list(told: &Told) -> Result<(), Error> {
    call(told, Operation::List, "{}")
}

fn call_with_retries(
    max_retries: u32,
    told: &Told,
    operation: Operation,
    parameters: &str,
) -> Result<(), Error> {
    let client = Rc::new(Client { config: config(), bucket: Bucket::default() });
    let settings = CallConfig { max_retries, ..client.config.call.clone() };
    let mut call = Call::new(client, settings, request(operation, parameters)?);
    loop {
        told.sent.borrow_mut().push(call.request.clone());
        let answer = told.answers.borrow_mut().pop().unwrap();
        match call.after(&answer, || 1.0)? {
            Some(delay) => told.waits.borrow_mut().push(delay),
            None => return Ok(()),
        }
    }
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

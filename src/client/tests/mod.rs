//! Tests calls with a fake host, which records requests and returns prepared outcomes.

#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    clippy::wildcard_enum_match_arm,
    reason = "a failing test may panic"
)]

mod answers;
mod config;
#[cfg(not(target_os = "unknown"))]
mod masking;
mod request;
mod retries;

use std::cell::RefCell;
use std::rc::Rc;

use serde_json::{Value, json};

use super::config::{CallConfig, Config};
use super::failure::{Failure, Reason};
use super::head::tests::Described;
use super::key::{Key, complaint_about};
use super::request::Request;
use super::retry::Bucket;
use super::{Call, Client, Ending, Outcome, Step};
use crate::check::UnknownProviders;
use crate::error::Issue;
use crate::models::Operation;

const ORG: &str = "6F1C2A4E-0D3B-4C55-9A51-3F0E7C9D1B22";
const TEAM: &str = "0b5c1c9e-7a35-4a5e-8a64-6f2a0a3c1d11";
/// 2026-05-01T10:00:00Z.
const NOW_MS: f64 = 1_777_629_600_000.0;
const PAGE: &str = r#"{"credentials":[]}"#;
const SCOPE: &str = r#"{"env":"sandbox","region":"us"}"#;

/// The outcomes of one attempt: how each of its steps ends, and what it returns.
#[derive(Debug, Clone)]
struct Answer {
    key: Result<&'static str, Ending>,
    head: Result<Described, Ending>,
    body: Result<String, Ending>,
}

/// The outcome of one step of an attempt.
struct Settled(Step, Answer);

impl Outcome for Settled {
    type Head = Described;

    fn ending(&self) -> Ending {
        let Self(step, answer) = self;
        let error = match step {
            Step::Wait(_) => None,
            Step::AskForKey => answer.key.err(),
            Step::Send => answer.head.err(),
            Step::Read(_) => answer.body.clone().err(),
        };
        error.unwrap_or(Ending::Done)
    }

    fn key(&self) -> String {
        self.1.key.unwrap_or_default().to_owned()
    }

    fn head(&self) -> Described {
        self.1.head.unwrap()
    }

    fn body(&self) -> Vec<u8> {
        self.1.body.clone().unwrap_or_default().into_bytes()
    }

    fn now_ms(&self) -> f64 {
        NOW_MS
    }

    fn random(&self) -> f64 {
        1.0
    }
}

/// A fake host. It returns one of its answers for each attempt, and records the steps.
struct Script {
    answers: RefCell<Vec<Answer>>,
    sent: RefCell<Vec<Request>>,
    steps: RefCell<Vec<Step>>,
}

impl Script {
    fn waits(&self) -> Vec<f64> {
        let wait = |step: &Step| if let Step::Wait(ms) = step { Some(*ms) } else { None };
        self.steps.borrow().iter().filter_map(wait).collect()
    }
}

fn scripted_all(answers: impl IntoIterator<Item = Answer>) -> Script {
    let mut answers: Vec<_> = answers.into_iter().collect();
    answers.reverse();
    Script { answers: RefCell::new(answers), sent: RefCell::default(), steps: RefCell::default() }
}

fn scripted(answer: Answer) -> Script {
    scripted_all([answer])
}

fn answer(status: u16, body: &str) -> Answer {
    let head = Described { status, ..Described::default() };
    Answer { key: Ok("mg_asked"), head: Ok(head), body: Ok(body.to_owned()) }
}

fn with_head(head: Described) -> Answer {
    Answer { head: Ok(head), ..answer(200, PAGE) }
}

fn asking_to_wait(status: u16, retry_after: &'static str) -> Answer {
    with_head(Described { status, retry_after: Some(retry_after), ..Described::default() })
}

fn answering(status: u16, body: &str) -> Script {
    scripted(answer(status, body))
}

/// A response whose body was not received completely.
fn cut(status: u16, ending: Ending) -> Answer {
    Answer { body: Err(ending), ..answer(status, "") }
}

/// An attempt without a response.
fn nothing(ending: Ending) -> Answer {
    Answer { head: Err(ending), ..answer(0, "") }
}

/// An attempt without a key.
fn no_key(ending: Ending) -> Answer {
    Answer { key: Err(ending), ..answer(200, PAGE) }
}

/// Creates a configuration from the JSON that TypeScript passes, with some parts replaced.
fn made(parts: Value) -> Result<Config, Box<Failure>> {
    let mut given =
        json!({ "settings": { "orgId": ORG }, "key": "mg_fixed", "hasFetch": true, "isWindow": false });
    for (name, part) in parts.as_object().unwrap() {
        given[name] = part.clone();
    }
    Config::new(&given.to_string()).map_err(|issues| Box::new(Failure::Request { issues }))
}

fn config() -> Config {
    made(json!({})).unwrap()
}

fn request(operation: Operation, parameters: &str) -> Result<Request, Box<Failure>> {
    Request::new(&config(), operation, SCOPE, parameters.to_owned())
}

/// Makes a call without retries.
fn call(script: &Script, operation: Operation, parameters: &str) -> Result<(), Failure> {
    call_with_retries(0, script, operation, parameters)
}

fn list(script: &Script) -> Result<(), Failure> {
    call(script, Operation::List, "{}")
}

/// Lists with a key from a function.
fn list_by_function(max_retries: u32, script: &Script) -> Result<(), Failure> {
    let config = made(json!({ "key": true })).unwrap();
    run(config, max_retries, script, Operation::List, "{}").1
}

fn call_with_retries(
    max_retries: u32,
    script: &Script,
    operation: Operation,
    parameters: &str,
) -> Result<(), Failure> {
    run(config(), max_retries, script, operation, parameters).1
}

/// Runs a call to its end. Returns the number of attempts and the result.
fn run(
    config: Config,
    max_retries: u32,
    script: &Script,
    operation: Operation,
    parameters: &str,
) -> (u32, Result<(), Failure>) {
    let request = match Request::new(&config, operation, SCOPE, parameters.to_owned()) {
        Ok(request) => request,
        Err(failure) => return (0, Err(*failure)),
    };
    let settings = CallConfig { max_retries, ..config.call.clone() };
    let client = Rc::new(Client { config, bucket: Bucket::default() });
    let key = (client.config.key == Key::OfCall).then(|| "mg_fixed".to_owned());
    let mut call = Call::new(client, settings, request, key);
    let mut step = call.first();
    loop {
        script.steps.borrow_mut().push(step);
        if step == Step::Send {
            script.sent.borrow_mut().push(call.request.clone());
        }
        let answer = script.answers.borrow().last().unwrap().clone();
        let outcome = Settled(step, answer);
        match call.next(step, &outcome) {
            Ok(Some(next)) => {
                if let Step::Wait(_) = next {
                    script.answers.borrow_mut().pop();
                }
                step = next;
            }
            Ok(None) => return (call.attempts, Ok(())),
            Err(failure) => return (call.attempts, Err(*failure)),
        }
    }
}

fn api(status: u16) -> Failure {
    Failure::Api { status, issues: Vec::new(), detail: None, retry_after_ms: None }
}

fn network(reason: Reason) -> Failure {
    Failure::Network { reason }
}

fn request_issues(failure: impl Into<Box<Failure>>) -> Vec<String> {
    match *failure.into() {
        Failure::Request { issues } => issues.iter().map(Issue::to_string).collect(),
        other => panic!("expected a failure of the request, got {other:?}"),
    }
}

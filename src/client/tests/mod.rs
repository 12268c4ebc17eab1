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

use super::config::{CallConfig, Config, GivenKey, Host, UrlParts, check_key, scope};
use super::request::Request;
use super::retry::Bucket;
use super::{BodyFault, Client, Fault, Headers, RawResponse, Transport};
use crate::check::UnknownProviders;
use crate::error::{Error, Issue, NetworkReason};
use crate::models::{Env, IssueLocation, KeyHeader, Region, Scope};
use crate::secret::Secret;

const ORG: &str = "6F1C2A4E-0D3B-4C55-9A51-3F0E7C9D1B22";
const TEAM: &str = "0b5c1c9e-7a35-4a5e-8a64-6f2a0a3c1d11";
const TRACEPARENT: &str = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
const PAGE: &str = r#"{"credentials":[]}"#;
const SCOPE: Scope = Scope { env: Env::Sandbox, region: Region::Us };

type Answer = Result<RawResponse<Vec<u8>>, Fault>;

/// A transport that gives the next of its answers to each request, and notes what happens.
struct Told {
    key: Option<&'static str>,
    answers: RefCell<Vec<Answer>>,
    sent: RefCell<Vec<Request>>,
    traceparents: RefCell<Vec<Option<String>>>,
    waits: RefCell<Vec<f64>>,
}

impl Transport for &Told {
    type Body = Vec<u8>;
    type Attempt = ();

    fn begin(&self, _timeout_ms: u32) {}

    async fn key(&self, _attempt: &()) -> Result<Option<Secret>, Fault> {
        Ok(self.key.map(|key| Secret::from(key.to_owned())))
    }

    async fn send(
        &self,
        _attempt: &(),
        request: &Request,
        headers: &Headers<'_>,
        _max_bytes: usize,
    ) -> Answer {
        self.sent.borrow_mut().push(request.clone());
        self.traceparents.borrow_mut().push(headers.traceparent.map(str::to_owned));
        self.answers.borrow_mut().pop().unwrap()
    }

    async fn wait(&self, ms: f64) -> Result<(), Fault> {
        self.waits.borrow_mut().push(ms);
        Ok(())
    }

    fn random(&self) -> f64 {
        1.0
    }

    fn now_ms(&self) -> f64 {
        784_111_777_000.0
    }
}

fn told_all(answers: impl IntoIterator<Item = Answer>) -> Told {
    let mut answers: Vec<_> = answers.into_iter().collect();
    answers.reverse();
    Told {
        key: Some("mg_live"),
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
    Ok(RawResponse::Answer { status, retry_after: None, body: Ok(body.as_bytes().to_vec()) })
}

fn asking_to_wait(status: u16, retry_after: &str) -> Answer {
    Ok(RawResponse::Answer { status, retry_after: Some(retry_after.to_owned()), body: Ok(Vec::new()) })
}

fn answering(status: u16, body: &str) -> Told {
    told(answer(status, body))
}

fn config() -> Config {
    let settings = format!(r#"{{"orgId":"{ORG}"}}"#);
    Config::new(&settings, &GivenKey::Function, true, Host::Elsewhere, |_| None).unwrap()
}

/// Drives a future that never waits.
fn finished<F: Future>(future: F) -> F::Output {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => output,
        Poll::Pending => panic!("the future waits"),
    }
}

/// Sets with no retries, unless `max_retries` says otherwise.
fn set(transport: &Told, body: &str) -> Result<Vec<u8>, Error> {
    with_retries(0, transport, |config| Request::set(config, SCOPE, body.to_owned()))
}

fn list(transport: &Told, query: &str) -> Result<Vec<u8>, Error> {
    with_retries(0, transport, |config| Request::list(config, SCOPE, query))
}

fn with_retries(
    max_retries: u32,
    transport: &Told,
    request: impl FnOnce(&Config) -> Result<Request, Error>,
) -> Result<Vec<u8>, Error> {
    let config = config();
    let bucket = Bucket::default();
    let settings =
        CallConfig { max_retries, traceparent: Some(TRACEPARENT.to_owned()), ..config.call.clone() };
    let client = Client { config: &config, call: settings, bucket: &bucket, transport };
    finished(client.call(&request(&config)?))
}

fn api(status: u16, attempts: u32) -> Error {
    Error::Api {
        status,
        refusals: Vec::new(),
        retry_after_ms: None,
        attempts,
        trace_id: Some("4bf92f3577b34da6a3ce929d0e0e4736".to_owned()),
    }
}

fn told_issues(error: Error) -> Vec<String> {
    match error {
        Error::Request { issues } => issues.iter().map(Issue::to_string).collect(),
        other => panic!("expected a request error, got {other:?}"),
    }
}

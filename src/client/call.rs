//! One call: what the outcome of each step means, and whether to retry.

use std::rc::Rc;

use wasm_bindgen::prelude::wasm_bindgen;

use super::Client;
use super::config::CallConfig;
use super::failure::{Failure, Reason};
use super::failure_kind::FailureKind;
use super::head::{Head, Reading, is_success, is_web_page, reading};
use super::header_name::HeaderName;
use super::key::{Key, complaint_about};
use super::mask::Mask;
use super::refusal::{detail_in, issues_in};
use super::request::Request;
use super::{retry, retry_after, sent};
use crate::check::check_answer;
use crate::check::read::Value;

/// One call. Its request is sent once or several times.
#[derive(Debug)]
pub struct Call {
    /// The state that all calls of the client share.
    pub client: Rc<Client>,
    /// The options of this call.
    pub settings: CallConfig,
    /// The request to send.
    pub request: Request,
    /// The number of attempts so far, retries included.
    pub attempts: u32,
    /// The keys of all attempts. The last one is the current key.
    keys: Vec<String>,
    /// The number of tokens that the last retry took from the bucket.
    taken: Option<u32>,
    /// The failure of the last attempt.
    last: Option<Box<Failure>>,
}

/// The next step of a call. The host carries it out.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Step {
    /// Wait for this number of milliseconds.
    Wait(f64),
    /// Begin an attempt, and call the caller's function for the key.
    AskForKey,
    /// Send the request. This begins an attempt, unless the key was asked for.
    Send,
    /// Read the body of the response.
    Read(Reading),
}

/// The outcome of a step.
pub trait Outcome {
    /// The type of the response.
    type Head: Head;

    /// How the step ended.
    fn ending(&self) -> Ending;
    /// The key that the caller's function returned.
    fn key(&self) -> String;
    /// The response to the request.
    fn head(&self) -> Self::Head;
    /// The body that was read.
    fn body(&self) -> Vec<u8>;
    /// The current time, in milliseconds since 1970.
    fn now_ms(&self) -> f64;
    /// A random number between 0 and 1.
    fn random(&self) -> f64;
}

/// How a step ended.
#[wasm_bindgen]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// The step was completed.
    Done,
    /// The attempt timed out.
    TimedOut,
    /// The caller aborted the call.
    Aborted,
    /// The caller's function threw.
    Threw,
    /// The caller's function threw an error that indicates a bug in the caller's code.
    ProgrammingError,
    /// The caller's function threw an error of its framework. It is rethrown unchanged.
    PassedOn,
    /// The caller's function returned an unusable value: not a response, not bytes, or not a string.
    Unusable,
    /// The body is longer than `maxResponseBytes`.
    TooLong,
}

impl Call {
    /// Creates a call that has not been sent yet. If there is no key, the caller's function returns it, or a proxy
    /// of the caller adds it.
    pub fn new(client: Rc<Client>, settings: CallConfig, request: Request, key: Option<String>) -> Self {
        Self { client, settings, request, attempts: 0, keys: Vec::from_iter(key), taken: None, last: None }
    }

    /// The key of this attempt. `None` if it is added later, such as by a proxy of the caller.
    pub fn key(&self) -> Option<&str> {
        self.keys.last().map(String::as_str)
    }

    /// The kind of the failure of the last attempt. `None` before the first retry.
    pub fn last_failure(&self) -> Option<FailureKind> {
        self.last.as_ref().map(|failure| failure.kind())
    }

    /// The first step of an attempt.
    pub fn first(&self) -> Step {
        if self.client.config.key == Key::Function { Step::AskForKey } else { Step::Send }
    }

    /// Returns the step after one that has ended. `None` if the call has succeeded: the body that was read last is
    /// valid.
    ///
    /// # Errors
    ///
    /// The failure of the call, if a retry would not help or is not wanted.
    pub fn next(&mut self, step: Step, outcome: &impl Outcome) -> Result<Option<Step>, Box<Failure>> {
        let ending = outcome.ending();
        let attempt = match (step, ending) {
            // The next attempt detects an abort.
            (Step::Wait(_), _) => return Ok(Some(self.first())),
            (
                Step::AskForKey,
                Ending::Done | Ending::Threw | Ending::ProgrammingError | Ending::Unusable | Ending::TooLong,
            ) => {
                let key = outcome.key();
                let complaint = match ending {
                    Ending::Done => complaint_about(&key),
                    // The error of the function is not passed on, because it may contain the key.
                    Ending::Threw | Ending::ProgrammingError => {
                        Some("expected the function to return a string, but it failed")
                    }
                    Ending::Unusable
                    | Ending::TooLong
                    | Ending::TimedOut
                    | Ending::Aborted
                    | Ending::PassedOn => Some("expected the function to return a string"),
                };
                return match complaint {
                    // If a request was sent before, the call fails with the failure of that attempt. A missing key does
                    // not undo it.
                    Some(complaint) => {
                        Err(self.last.take().unwrap_or_else(|| Failure::request("managementKey", complaint)))
                    }
                    None => {
                        self.keys.push(key);
                        Ok(Some(Step::Send))
                    }
                };
            }
            (Step::Send, Ending::Done) => match self.reading(outcome) {
                Ok(reading) => return Ok(Some(Step::Read(reading))),
                Err(failure) => Err(failure),
            },
            (Step::AskForKey | Step::Send, _) => Err(without_response(ending)),
            (Step::Read(_), _) => self.judge(outcome),
        };
        Ok(self.after(attempt, outcome)?.map(Step::Wait))
    }

    fn reading(&self, outcome: &impl Outcome) -> Result<Reading, Box<Failure>> {
        let head = outcome.head();
        let reading = reading(&head, &self.request.url, self.client.config.max_response_bytes)?;
        reading.ok_or_else(|| {
            if is_success(head.status()) {
                too_long(&head)
            } else {
                self.refused(&head, b"", outcome.now_ms())
            }
        })
    }

    /// Checks that a response has status 2xx and a valid body.
    fn judge(&self, outcome: &impl Outcome) -> Result<(), Box<Failure>> {
        let head = outcome.head();
        let is_success = is_success(head.status());
        Err(match outcome.ending() {
            ending @ (Ending::Aborted | Ending::PassedOn) => without_response(ending),
            // The status decides that this is an API error, whatever happens to the body.
            _ if !is_success => self.refused(&head, &outcome.body(), outcome.now_ms()),
            Ending::Done => {
                let Err(mut issue) = check_answer(&outcome.body(), self.request.operation.answer().kind())
                else {
                    return Ok(());
                };
                if issue.path.is_root() && is_web_page(&head) {
                    issue.message.push_str(WEB_PAGE);
                }
                Box::new(Failure::Response { status: Some(head.status()), issues: vec![issue] })
            }
            Ending::TooLong => too_long(&head),
            Ending::Threw | Ending::ProgrammingError => network(Reason::BodyBrokeOff),
            ending @ (Ending::TimedOut | Ending::Unusable) => without_response(ending),
        })
    }

    /// The failure for an error status.
    fn refused(&self, head: &impl Head, body: &[u8], now_ms: f64) -> Box<Failure> {
        let status = head.status();
        let mask = self.mask();
        Box::new(Failure::Api {
            status,
            issues: if status == 422 { issues_in(body, &mask) } else { Vec::new() },
            detail: detail_in(body, &mask),
            retry_after_ms: retry_after::wanted_ms(&head.header(HeaderName::RetryAfter), now_ms, |date| {
                head.time_of(date)
            }),
        })
    }

    /// The secrets to mask if the API repeats them: all keys that were sent, and the secrets in the parameters.
    fn mask(&self) -> Mask {
        let Request { operation, parameters, .. } = &self.request;
        let mut mask = Mask::default();
        self.keys.iter().for_each(|key| mask.add(key));
        sent::each_secret(Value::document(parameters.as_bytes()), operation.parameters(), &mut |secret| {
            mask.add(&secret)
        });
        mask
    }

    /// The wait before the next attempt, in milliseconds. `None` if the call has succeeded.
    fn after(
        &mut self,
        attempt: Result<(), Box<Failure>>,
        outcome: &impl Outcome,
    ) -> Result<Option<f64>, Box<Failure>> {
        let bucket = &self.client.bucket;
        self.attempts += 1;
        let Err(failure) = attempt else {
            bucket.give_back(self.taken);
            return Ok(None);
        };
        let is_last = self.attempts > self.settings.max_retries;
        if is_last || !retry::is_retryable(&failure, self.request.operation.effect()) {
            return Err(failure);
        }
        let Some(delay) = retry::delay_ms(&failure, self.attempts, outcome.random()) else {
            return Err(failure);
        };
        self.taken = bucket.take(&failure);
        if self.taken.is_none() {
            return Err(failure);
        }
        self.last = Some(failure);
        Ok(Some(delay))
    }
}

const WEB_PAGE: &str = " (this is a web page; check `baseUrl`)";

fn too_long(head: &impl Head) -> Box<Failure> {
    Failure::response(head.status(), "expected a body of at most `maxResponseBytes`")
}

fn network(reason: Reason) -> Box<Failure> {
    Box::new(Failure::Network { reason })
}

/// The failure of an attempt that received no response.
fn without_response(ending: Ending) -> Box<Failure> {
    Box::new(match ending {
        Ending::TimedOut => Failure::Timeout,
        Ending::Aborted => Failure::Aborted,
        Ending::PassedOn => Failure::PassedOn,
        Ending::Threw => Failure::Network { reason: Reason::FetchFailed },
        Ending::ProgrammingError => Failure::Network { reason: Reason::ProgrammingError },
        Ending::Done | Ending::Unusable | Ending::TooLong => Failure::Network { reason: Reason::NoResponse },
    })
}

//! Decides what a call sends, what its answer means, and whether to try again.

pub mod config;
pub mod request;
pub mod retry;
mod status;
#[cfg(target_arch = "wasm32")]
pub mod transport;

use config::{CallConfig, Config};
use request::Request;
use retry::Bucket;

use crate::check::check_answer;
use crate::error::{Ending, Error};
use crate::models::WireType;

/// What all calls of an organisation share.
#[derive(Debug)]
pub struct Client {
    /// What the client was made with.
    pub config: Config,
    /// What stops a storm of retries.
    pub bucket: Bucket,
}

/// What carries the requests of one call to the API, and the answers back.
#[allow(async_fn_in_trait, reason = "the futures of a JavaScript host stay on one thread")]
pub trait Transport {
    /// The body of an answer.
    type Body: AsRef<[u8]>;

    /// Sends a request once, after a wait.
    async fn send(&self, delay_ms: f64, request: &Request, limits: &Limits<'_>) -> Outcome<Self::Body>;

    /// A number between 0 and 1.
    fn random(&self) -> f64;
}

/// What holds for one attempt of a call.
#[derive(Debug, Clone, Copy)]
pub struct Limits<'l> {
    /// The name of the header that carries the key.
    pub key_header: &'l str,
    /// How long the attempt may take, its body included.
    pub timeout_ms: u32,
    /// How long a body may be.
    pub max_response_bytes: u32,
    /// The header that is passed on for tracing.
    pub traceparent: Option<&'l str>,
}

/// What came of sending a request once.
#[derive(Debug)]
pub struct Outcome<Body> {
    /// How the attempt ended.
    pub ending: Ending,
    /// The status of the answer. 0 if there is none.
    pub status: u16,
    /// How long the `Retry-After` header of the answer asks to wait.
    pub retry_after_ms: Option<f64>,
    /// The body of the answer. None if it did not come whole.
    pub body: Option<Body>,
}

impl Client {
    /// Sends a request until it succeeds, or until another attempt would not help or is not wanted. It gives the body of
    /// the answer as it came, checked.
    ///
    /// # Errors
    ///
    /// Whatever a call can end with.
    pub async fn call<T: Transport>(
        &self,
        transport: &T,
        call: &CallConfig,
        request: &Request,
    ) -> Result<T::Body, Error> {
        let limits = Limits {
            key_header: &self.config.key_header,
            timeout_ms: call.timeout_ms,
            max_response_bytes: self.config.max_response_bytes,
            traceparent: call.traceparent.as_deref(),
        };
        let mut delay_ms = 0.0;
        let mut taken = None;
        let mut attempts = 1;
        // A key that fails later on does not undo what has been sent.
        let mut earlier = Error::Key;
        loop {
            let outcome = transport.send(delay_ms, request, &limits).await;
            let error = match status::successful(outcome, attempts) {
                Ok(body) => {
                    self.bucket.give_back(taken);
                    return believed(body, request.operation.answer(), attempts);
                }
                Err(Error::Key) => return Err(earlier),
                Err(error) => error,
            };
            if attempts > call.max_retries || !retry::is_retryable(&error, request.operation.effect()) {
                return Err(error);
            }
            let delay = retry::delay_ms(&error, attempts, transport.random());
            taken = delay.and_then(|_| self.bucket.take(&error));
            let (Some(delay), Some(_)) = (delay, taken) else { return Err(error) };
            delay_ms = delay;
            attempts += 1;
            earlier = error;
        }
    }
}

/// A body that is as described.
fn believed<Body: AsRef<[u8]>>(body: Body, answer: WireType, attempts: u32) -> Result<Body, Error> {
    match check_answer(body.as_ref(), answer.kind()) {
        Ok(()) => Ok(body),
        Err(issue) => Err(Error::Response { issues: vec![issue], attempts }),
    }
}

#[cfg(test)]
mod tests;

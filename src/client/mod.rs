//! Decides what a call sends, what its answer means, and whether to try again.

#[cfg(target_arch = "wasm32")]
mod attempt;
pub mod config;
mod date;
pub mod request;
pub mod retry;
mod status;
#[cfg(target_arch = "wasm32")]
pub mod transport;

use config::{CallConfig, Config};
use request::Request;
use retry::Bucket;

use crate::check::check_answer;
use crate::error::{Error, NetworkReason};
use crate::secret::Secret;

/// One call of an organisation. It gives the body of the answer as it came, checked.
#[derive(Debug)]
pub struct Client<'c, T> {
    /// What the client was made with.
    pub config: &'c Config,
    /// How this call is made.
    pub call: CallConfig,
    /// What stops a storm of retries, shared by all calls of the client.
    pub bucket: &'c Bucket,
    /// What carries its requests.
    pub transport: T,
}

/// What carries a request to the API and its answer back.
#[allow(async_fn_in_trait, reason = "the futures of a JavaScript host stay on one thread")]
pub trait Transport {
    /// The body of an answer.
    type Body: AsRef<[u8]>;
    /// What ends an attempt that takes too long, or that the caller aborts.
    type Attempt;

    /// Begins an attempt, whose time runs from now on.
    fn begin(&self, timeout_ms: u32) -> Self::Attempt;

    /// The management key for one attempt. None where somebody else adds it, such as a proxy of the caller.
    async fn key(&self, attempt: &Self::Attempt) -> Result<Option<Secret>, Fault>;

    /// Sends a request once, and reads a body of so many bytes at most.
    async fn send(
        &self,
        attempt: &Self::Attempt,
        request: &Request,
        headers: &Headers<'_>,
        max_bytes: usize,
    ) -> Result<RawResponse<Self::Body>, Fault>;

    /// Waits.
    async fn wait(&self, ms: f64) -> Result<(), Fault>;

    /// A number between 0 and 1.
    fn random(&self) -> f64;

    /// The milliseconds from 1970 to now.
    fn now_ms(&self) -> f64;
}

/// The headers that are not the same for every attempt of every call.
#[derive(Debug)]
pub struct Headers<'h> {
    /// The management key.
    pub key: Option<&'h Secret>,
    /// What is passed on for tracing.
    pub traceparent: Option<&'h str>,
}

/// What came back, whatever it is.
#[derive(Debug)]
pub enum RawResponse<Body> {
    /// A redirect.
    Redirect {
        /// The origin that it leads to, where it tells one. Browsers hide it.
        origin: Option<String>,
    },
    /// Anything else.
    Answer {
        /// The status.
        status: u16,
        /// The `Retry-After` header.
        retry_after: Option<String>,
        /// The body, or why it could not be read to its end.
        body: Result<Body, BodyFault>,
    },
}

/// Why a body could not be read to its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BodyFault {
    /// It broke off, or was none.
    Network(NetworkReason),
    /// It is longer than it may be.
    TooLong,
}

/// A body and the status that it came with.
#[derive(Debug, PartialEq, Eq)]
struct Answer<Body> {
    status: u16,
    body: Body,
}

/// Why nothing came back.
#[derive(Debug)]
pub enum Fault {
    /// No answer, or none that could be read.
    Network(NetworkReason),
    /// The attempt took too long.
    Timeout,
    /// The caller aborted.
    Aborted,
    /// The caller gave no key that could be sent.
    Key(&'static str),
}

impl<T: Transport> Client<'_, T> {
    /// Sends a request until it succeeds, or until another attempt would not help or is not wanted.
    ///
    /// # Errors
    ///
    /// Whatever a call can end with.
    pub async fn call(&self, request: &Request) -> Result<T::Body, Error> {
        let mut taken = None;
        let mut attempts = 1;
        let mut keys = Vec::new();
        let mut earlier = None;
        loop {
            let error = match self.attempt(request, attempts, &mut keys).await {
                Ok(body) => {
                    self.bucket.give_back(taken);
                    return Ok(body);
                }
                // A key that fails later on does not undo what has been sent.
                Err(Error::Request { issues }) => return Err(earlier.unwrap_or(Error::Request { issues })),
                Err(error) => error,
            };
            if attempts > self.call.max_retries || !retry::is_retryable(&error, request.effect) {
                return Err(error);
            }
            let Some(delay) = retry::delay_ms(&error, attempts, self.transport.random()) else {
                return Err(error);
            };
            taken = self.bucket.take(&error);
            if taken.is_none() {
                return Err(error);
            }
            self.transport.wait(delay).await.map_err(|fault| fault.error(attempts))?;
            attempts += 1;
            earlier = Some(error);
        }
    }

    async fn attempt(
        &self,
        request: &Request,
        attempts: u32,
        keys: &mut Vec<Secret>,
    ) -> Result<T::Body, Error> {
        let failed = |fault: Fault| fault.error(attempts);
        let attempt = self.transport.begin(self.call.timeout_ms);
        let key = self.transport.key(&attempt).await.map_err(failed)?;
        config::check_key(key.as_ref())?;
        let headers = Headers { key: key.as_ref(), traceparent: self.call.traceparent.as_deref() };
        let response = self.transport.send(&attempt, request, &headers, self.config.max_response_bytes).await;
        let response = response.map_err(failed)?;

        // An answer may repeat the key of any attempt.
        keys.extend(key);
        let secrets: Vec<&Secret> = request.secrets.iter().chain(keys.iter()).collect();
        let outcome = status::Reading {
            secrets: &secrets,
            attempts,
            now_ms: self.transport.now_ms(),
            traceparent: self.call.traceparent.as_deref(),
        };
        let response = outcome.successful(response)?;
        match check_answer(response.body.as_ref(), request.answer.kind()) {
            Ok(()) => Ok(response.body),
            Err(issue) => Err(Error::Response { status: Some(response.status), issues: vec![issue] }),
        }
    }
}

impl Fault {
    fn error(self, attempts: u32) -> Error {
        match self {
            Self::Network(reason) => Error::Network { reason, attempts },
            Self::Timeout => Error::Timeout { attempts },
            Self::Aborted => Error::Aborted,
            Self::Key(message) => crate::error::Issue::at("managementKey", message).into(),
        }
    }
}

#[cfg(test)]
mod tests;

//! Decides what a call sends, what its answer means, and whether to try again. Whoever carries it does the rest.

pub mod config;
pub mod request;
pub mod retry;
mod status;
#[cfg(target_arch = "wasm32")]
pub mod transport;

use std::rc::Rc;

use config::{CallConfig, Config};
use request::Request;
use retry::Bucket;

use crate::check::check_answer;
use crate::error::{Ending, Error};

/// What all calls of an organisation share.
#[derive(Debug)]
pub struct Client {
    /// What the client was made with.
    pub config: Config,
    /// What stops a storm of retries.
    pub bucket: Bucket,
}

/// One call: its request, sent once or several times.
#[derive(Debug)]
pub struct Call {
    /// What all calls of the organisation share.
    pub client: Rc<Client>,
    /// How this one is made.
    pub settings: CallConfig,
    /// What is sent.
    pub request: Request,
    attempts: u32,
    /// What the last retry took from the bucket.
    taken: Option<u32>,
    /// How the last attempt ended.
    last: Error,
}

/// What came of sending a request once.
#[derive(Debug)]
pub struct Outcome {
    /// How the attempt ended.
    pub ending: Ending,
    /// The status of the answer. 0 if there is none.
    pub status: u16,
    /// How long the `Retry-After` header of the answer asks to wait.
    pub retry_after_ms: Option<f64>,
    /// The body of the answer. Empty if it did not come whole.
    pub body: Vec<u8>,
}

impl Call {
    /// Makes a call that has not been sent yet.
    pub fn new(client: Rc<Client>, settings: CallConfig, request: Request) -> Self {
        // A key that fails at once is all that is known. One that fails later does not undo what has been sent.
        Self { client, settings, request, attempts: 0, taken: None, last: Error::Key }
    }

    /// Takes the outcome of an attempt. It gives the milliseconds to wait before the next one; none if the call has
    /// ended well, with an answer that is as described.
    ///
    /// `random` gives a number between 0 and 1.
    ///
    /// # Errors
    ///
    /// Whatever a call can end with, if another attempt would not help or is not wanted.
    pub fn after(&mut self, outcome: &Outcome, random: impl FnOnce() -> f64) -> Result<Option<f64>, Error> {
        let Self { client, request, .. } = self;
        self.attempts += 1;
        let error = match status::successful(outcome, self.attempts) {
            Ok(()) => {
                client.bucket.give_back(self.taken);
                return match check_answer(&outcome.body, request.operation.answer().kind()) {
                    Ok(()) => Ok(None),
                    Err(issue) => Err(Error::Response { issues: vec![issue], attempts: self.attempts }),
                };
            }
            Err(Error::Key) => return Err(std::mem::replace(&mut self.last, Error::Key)),
            Err(error) => error,
        };
        if self.attempts > self.settings.max_retries
            || !retry::is_retryable(&error, request.operation.effect())
        {
            return Err(error);
        }
        let Some(delay) = retry::delay_ms(&error, self.attempts, random()) else { return Err(error) };
        self.taken = client.bucket.take(&error);
        if self.taken.is_none() {
            return Err(error);
        }
        self.last = error;
        Ok(Some(delay))
    }
}

#[cfg(test)]
mod tests;

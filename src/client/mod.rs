//! Decides what a call sends, and what its answer means.

pub mod config;
pub mod request;
mod status;
#[cfg(target_arch = "wasm32")]
pub mod transport;

use config::Config;
use request::Request;

use crate::check::check_answer;
use crate::error::{Error, NetworkReason};
use crate::models::schema::{Described, Kind};
use crate::models::{
    ClientFacingTeamProviderCredentials, CustomCredentialsResponse, DeleteTeamCustomCredentialsResponse,
    PrepareTeamCustomCredentialsResponse, Scope,
};
use crate::secret::Secret;

/// The calls of one organisation.
///
/// Each call gives the answer as it came, checked.
#[derive(Debug)]
pub struct Client<'c, T> {
    /// What the client was made with.
    pub config: &'c Config,
    /// What carries its requests.
    pub transport: T,
}

/// What carries a request to the API and its answer back.
#[allow(async_fn_in_trait, reason = "the futures of a JavaScript host stay on one thread")]
pub trait Transport {
    /// The body of an answer.
    type Body: AsRef<[u8]>;

    /// The management key for one attempt. None where somebody else adds it, such as a proxy of the caller.
    async fn key(&self) -> Result<Option<Secret>, Error>;

    /// Sends a request once.
    async fn send(&self, request: &Request, key: Option<&Secret>) -> Result<RawResponse<Self::Body>, Fault>;
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
        /// The body, or why it could not be read to its end.
        body: Result<Body, NetworkReason>,
    },
}

/// A body that has been checked, and the status that it came with.
#[derive(Debug, PartialEq, Eq)]
pub struct Answer<Body> {
    /// The status.
    pub status: u16,
    /// The body.
    pub body: Body,
}

/// Why nothing came back.
#[derive(Debug)]
pub enum Fault {
    /// No answer, or none that could be read.
    Network(NetworkReason),
    /// The caller aborted.
    Aborted,
}

impl<T: Transport> Client<'_, T> {
    /// Gives one page of the credentials.
    pub async fn list(&self, scope: Scope, query: &str) -> Result<Answer<T::Body>, Error> {
        let request = Request::list(self.config, scope, query)?;
        self.call(request, &CustomCredentialsResponse::KIND).await
    }

    /// Sets a credential: a new one, or the replacement of the one that the team has for the provider.
    pub async fn set(&self, scope: Scope, body: String) -> Result<Answer<T::Body>, Error> {
        let request = Request::set(self.config, scope, body)?;
        self.call(request, &ClientFacingTeamProviderCredentials::KIND).await
    }

    /// Tells what has to be done at a provider before a credential can be set.
    pub async fn prepare(&self, scope: Scope, body: String) -> Result<Answer<T::Body>, Error> {
        let request = Request::prepare(self.config, scope, body)?;
        self.call(request, &PrepareTeamCustomCredentialsResponse::KIND).await
    }

    /// Deletes credentials.
    pub async fn delete(&self, scope: Scope, query: &str) -> Result<Answer<T::Body>, Error> {
        let request = Request::delete(self.config, scope, query)?;
        self.call(request, &DeleteTeamCustomCredentialsResponse::KIND).await
    }

    /// Sends a request, once so far: this is the place where attempts are counted and repeated.
    async fn call(&self, request: Request, answer: &'static Kind) -> Result<Answer<T::Body>, Error> {
        let attempts = 1;
        let key = self.transport.key().await?;
        config::check_key(key.as_ref())?;
        let response = match self.transport.send(&request, key.as_ref()).await {
            Ok(response) => response,
            Err(Fault::Network(reason)) => return Err(Error::Network { reason, attempts }),
            Err(Fault::Aborted) => return Err(Error::Aborted),
        };
        let secrets: Vec<Secret> = request.secrets.into_iter().chain(key).collect();
        let response = status::successful(response, &secrets, attempts)?;
        match check_answer(response.body.as_ref(), answer) {
            Ok(()) => Ok(response),
            Err(issue) => Err(Error::Response { status: response.status, issue }),
        }
    }
}

#[cfg(test)]
mod tests;

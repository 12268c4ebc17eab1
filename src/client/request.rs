//! What each operation sends: method, path, query, body.

use wasm_bindgen::prelude::wasm_bindgen;

use super::config::Config;
use super::failure::Failure;
use super::retry::Effect;
use crate::check::read::Value;
use crate::check::{check_request, check_upsert};
use crate::models::schema::{Described, Kind};
use crate::models::{
    DeleteTeamCustomCredentialsQuery, ListTeamCustomCredentialsQuery, PrepareTeamCustomCredentialsBody,
    UpsertTeamCustomCredentialsBody, WireType,
};
use crate::prose::joined;

/// What can be done with credentials.
#[wasm_bindgen]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operation {
    /// Asks for one page of the credentials.
    List,
    /// Sets a credential.
    Set,
    /// Asks what has to be done before a credential can be set.
    Prepare,
    /// Deletes credentials.
    Delete,
}

impl Operation {
    /// The HTTP method.
    pub const fn method(self) -> &'static str {
        match self {
            Self::List => "GET",
            Self::Set | Self::Prepare => "POST",
            Self::Delete => "DELETE",
        }
    }

    const fn resource(self) -> &'static str {
        match self {
            Self::List | Self::Set | Self::Delete => "/team_custom_credentials/",
            Self::Prepare => "/prepare_team_custom_credentials/",
        }
    }

    /// Whether it is described by a body. Else it is by a query.
    const fn has_body(self) -> bool {
        matches!(self, Self::Set | Self::Prepare)
    }

    /// What it does to what is stored, as far as a second attempt is concerned.
    pub const fn effect(self) -> Effect {
        match self {
            Self::Set => Effect::Write,
            Self::List | Self::Prepare | Self::Delete => Effect::Idempotent,
        }
    }

    /// What its query or its body may be.
    pub const fn parameters(self) -> &'static Kind {
        match self {
            Self::List => const { &ListTeamCustomCredentialsQuery::KIND },
            Self::Set => const { &UpsertTeamCustomCredentialsBody::KIND },
            Self::Prepare => const { &PrepareTeamCustomCredentialsBody::KIND },
            Self::Delete => const { &DeleteTeamCustomCredentialsQuery::KIND },
        }
    }

    /// What comes back.
    pub const fn answer(self) -> WireType {
        match self {
            Self::List => WireType::CustomCredentialsResponse,
            Self::Set => WireType::ClientFacingTeamProviderCredentials,
            Self::Prepare => WireType::PrepareTeamCustomCredentialsResponse,
            Self::Delete => WireType::DeleteTeamCustomCredentialsResponse,
        }
    }
}

/// A request whose every part has been checked.
#[derive(Debug, Clone)]
pub struct Request {
    /// What is asked for.
    pub operation: Operation,
    /// The base URL with the path of the operation.
    pub url: String,
    /// The query or the body, in JSON: the very text that was checked.
    pub parameters: String,
}

impl Request {
    /// Asks for an operation. `scope` is the environment and the region as they stand in paths, such as `sandbox/us`, and
    /// `parameters` is the JSON of the query or of the body.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with the parameters.
    pub fn new(
        config: &Config,
        operation: Operation,
        scope: &str,
        parameters: String,
    ) -> Result<Self, Box<Failure>> {
        let Config { base_url, org_id, unknown_providers, .. } = config;
        let json = parameters.as_bytes();
        let checked = match operation {
            Operation::Set => check_upsert(json, *unknown_providers),
            Operation::List | Operation::Prepare | Operation::Delete => {
                check_request(json, operation.parameters(), *unknown_providers)
            }
        };
        checked.map_err(|issues| Box::new(Failure::Request { issues }))?;

        let url = joined(&[base_url, "/v1/org/", org_id, operation.resource(), scope]);
        Ok(Self { operation, url, parameters })
    }

    /// The body, if the operation has one.
    pub fn body(&self) -> Option<&str> {
        self.operation.has_body().then_some(self.parameters.as_str())
    }

    /// Gives each parameter of the query, decoded: an array is a parameter that stands several times, and null is none.
    /// An operation that has a body has no query.
    pub fn each_parameter(&self, add: &mut dyn FnMut(&str, &str)) {
        if self.operation.has_body() {
            return;
        }
        for (name, value) in Value::document(self.parameters.as_bytes()).members() {
            let name = name.decode();
            let mut add = |value: Value<'_>| value.string().iter().for_each(|value| add(&name, value));
            add(value);
            value.items().for_each(add);
        }
    }
}

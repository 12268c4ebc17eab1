//! What each operation sends: method, path, query, body.

use uuid::Uuid;

use super::config::Config;
use super::retry::Effect;
use crate::check::read::Value;
use crate::check::{check_request, check_upsert};
use crate::error::{Error, Issue};
use crate::models::schema::Described;
use crate::models::{
    DeleteTeamCustomCredentialsQuery, ListTeamCustomCredentialsQuery, PrepareTeamCustomCredentialsBody,
    Scope, WireType,
};
use crate::secret::Secret;

const CREDENTIALS: &str = "team_custom_credentials";
const PREPARATIONS: &str = "prepare_team_custom_credentials";

/// A request whose every part has been checked.
#[derive(Debug, Clone)]
pub struct Request {
    /// The HTTP method.
    pub method: &'static str,
    /// The base URL with the path of the operation.
    pub url: String,
    /// The query, decoded. A parameter that has several values stands several times.
    pub query: Vec<(String, String)>,
    /// The body, in JSON: the very text that was checked.
    pub body: Option<String>,
    /// The name of the header that carries the key.
    pub key_header: &'static str,
    /// What it does to what is stored, as far as a second attempt is concerned.
    pub effect: Effect,
    /// What comes back.
    pub answer: WireType,
    /// What must not be shown if the API repeats it.
    pub secrets: Vec<Secret>,
}

impl Request {
    /// Asks for one page of the credentials.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with the query, which is JSON in the form of [`ListTeamCustomCredentialsQuery`].
    pub fn list(config: &Config, scope: Scope, query: &str) -> Result<Self, Error> {
        checked(check_request(
            query.as_bytes(),
            &ListTeamCustomCredentialsQuery::KIND,
            config.unknown_providers,
        ))?;
        let answer = WireType::CustomCredentialsResponse;
        Ok(Self { query: pairs(query), ..Self::new(config, "GET", CREDENTIALS, scope, answer) })
    }

    /// Sets a credential.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with the body.
    pub fn set(config: &Config, scope: Scope, body: String) -> Result<Self, Error> {
        let secrets = checked(check_upsert(body.as_bytes(), config.unknown_providers))?;
        let answer = WireType::ClientFacingTeamProviderCredentials;
        Ok(Self {
            body: Some(body),
            effect: Effect::Write,
            secrets,
            ..Self::new(config, "POST", CREDENTIALS, scope, answer)
        })
    }

    /// Asks what has to be done before a credential can be set.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with the body.
    pub fn prepare(config: &Config, scope: Scope, body: String) -> Result<Self, Error> {
        let secrets = checked(check_request(
            body.as_bytes(),
            &PrepareTeamCustomCredentialsBody::KIND,
            config.unknown_providers,
        ))?;
        let answer = WireType::PrepareTeamCustomCredentialsResponse;
        Ok(Self { body: Some(body), secrets, ..Self::new(config, "POST", PREPARATIONS, scope, answer) })
    }

    /// Deletes credentials.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with the query, which is JSON in the form of [`DeleteTeamCustomCredentialsQuery`].
    pub fn delete(config: &Config, scope: Scope, query: &str) -> Result<Self, Error> {
        checked(check_request(
            query.as_bytes(),
            &DeleteTeamCustomCredentialsQuery::KIND,
            config.unknown_providers,
        ))?;
        let answer = WireType::DeleteTeamCustomCredentialsResponse;
        Ok(Self { query: pairs(query), ..Self::new(config, "DELETE", CREDENTIALS, scope, answer) })
    }

    fn new(config: &Config, method: &'static str, resource: &str, scope: Scope, answer: WireType) -> Self {
        let Config { base_url, org_id, key_header, .. } = config;
        let Scope { env, region } = scope;
        let org_id = org_id.hyphenated().encode_lower(&mut Uuid::encode_buffer()).to_owned();
        Self {
            method,
            url: [base_url, "/v1/org/", &org_id, "/", resource, "/", env.value(), "/", region.value()]
                .concat(),
            query: Vec::new(),
            body: None,
            key_header: key_header.value(),
            effect: Effect::Idempotent,
            answer,
            secrets: Vec::new(),
        }
    }
}

fn checked<T>(outcome: Result<T, Vec<Issue>>) -> Result<T, Error> {
    outcome.map_err(|issues| Error::Request { issues })
}

/// The parameters of a query that has been checked: an array is a parameter that stands several times, and null is
/// none.
fn pairs(query: &str) -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    for (name, value) in Value::document(query.as_bytes()).members() {
        let name = name.decode();
        // Of two equal names the last one counts, as in the object that the query was made from.
        pairs.retain(|(earlier, _)| *earlier != name);
        let values = value.string().into_iter().chain(value.items().filter_map(Value::string));
        pairs.extend(values.map(|value| (name.clone(), value)));
    }
    pairs
}

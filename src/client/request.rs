//! Creates the request of each operation: method, path, query, body.

use super::config::Config;
use super::failure::Failure;
use crate::check::read::Value;
use crate::check::{UnknownProviders, check_request, check_upsert};
use crate::error::Issue;
use crate::models::Operation;
use crate::prose::{joined, push_all};

/// A validated request.
#[derive(Debug, Clone)]
pub struct Request {
    /// The requested operation.
    pub operation: Operation,
    /// The base URL with the path of the operation.
    pub url: String,
    /// The query or the body as JSON, exactly as it was validated.
    pub parameters: String,
}

impl Request {
    /// Creates the request of an operation. `path` contains the parameters of its path as JSON, and `parameters` is
    /// the query or the body as JSON.
    ///
    /// # Errors
    ///
    /// Every invalid parameter of the path, or else every other invalid parameter.
    pub fn new(
        config: &Config,
        operation: Operation,
        path: &str,
        parameters: String,
    ) -> Result<Self, Box<Failure>> {
        let Config { base_url, org_id, unknown_providers, .. } = config;
        let mut url = joined(&[base_url, "/v1/org/", org_id, operation.resource()]);
        if let Some(kind) = operation.path_parameters() {
            check_request(path.as_bytes(), kind, UnknownProviders::Refused).map_err(refused)?;
            for (_, value) in Value::document(path.as_bytes()).members() {
                push_all(&mut url, &["/", &value.string().unwrap_or_default()]);
            }
        }

        let json = parameters.as_bytes();
        let checked = match operation == Operation::Set {
            true => check_upsert(json, *unknown_providers),
            false => check_request(json, operation.parameters(), *unknown_providers),
        };
        checked.map_err(refused)?;
        Ok(Self { operation, url, parameters })
    }

    /// The body, if the operation has one.
    pub fn body(&self) -> Option<&str> {
        self.operation.method().has_body().then_some(self.parameters.as_str())
    }

    /// Passes each parameter of the query to `add`, decoded. An array becomes several parameters with the same name,
    /// and null is left out. An operation with a body has no query.
    pub fn each_parameter(&self, mut add: impl FnMut(&str, &str)) {
        if self.operation.method().has_body() {
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

fn refused(issues: Vec<Issue>) -> Box<Failure> {
    Box::new(Failure::Request { issues })
}

//! What each operation sends: method, path, query, body.

use super::config::Config;
use super::failure::Failure;
use crate::check::read::Value;
use crate::check::{check_request, check_upsert};
use crate::models::Operation;
use crate::prose::joined;

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
        self.operation.method().has_body().then_some(self.parameters.as_str())
    }

    /// Gives each parameter of the query, decoded: an array is a parameter that stands several times, and null is none.
    /// An operation that has a body has no query.
    pub fn each_parameter(&self, add: &mut dyn FnMut(&str, &str)) {
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

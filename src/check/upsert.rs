//! What `set` asks of a body beyond its schema: each provider takes its own details.

use super::place::Place;
use super::read::Value;
use super::{Checker, Rules, UnknownProviders};
use crate::error::Issue;
use crate::models::schema::{Described, Kind};
use crate::models::{Pairing, UpsertTeamCustomCredentialsBody, pairing_of};

const KIND: &Kind = &UpsertTeamCustomCredentialsBody::KIND;

/// Checks the body of `set`.
///
/// # Errors
///
/// Everything that is not as described, or not what the provider asks for.
pub fn check_upsert(json: &[u8], unknown_providers: UnknownProviders) -> Result<(), Vec<Issue>> {
    let body = Value::document(json);
    let provider = body.member("provider").and_then(Value::string);
    let pairing = provider.as_deref().and_then(pairing_of);
    let mut checker = Checker::new(json, Rules { pairing, ..Rules::request(unknown_providers) });
    if checker.document(KIND).is_ok()
        && let Some(pairing) = pairing
    {
        checker.presence(body, pairing);
    }
    if checker.issues.is_empty() { Ok(()) } else { Err(checker.issues) }
}

impl Checker<'_> {
    fn presence(&mut self, body: Value<'_>, pairing: &Pairing) {
        let has_value = |key| body.member(key).is_some_and(|value| !value.is_null());
        match pairing {
            Pairing::Details(_) => {}
            Pairing::RequiredDetails(_) => {
                if !has_value("details") {
                    self.presence_issue("details", "expected an object: this provider needs its details");
                }
            }
            Pairing::ClientIdOnly => {
                if !has_value("client_id") {
                    self.presence_issue("client_id", "expected a string: this provider needs its client id");
                }
                for key in ["client_secret", "details", "redirect_url_override"] {
                    if body.member(key).is_some() {
                        self.presence_issue(key, "expected no value: this provider takes a client id alone");
                    }
                }
            }
        }
    }

    fn presence_issue(&mut self, key: &'static str, message: &str) {
        let _flow = self.issue(&Place::Key(&Place::Root, key), message.to_owned());
    }
}

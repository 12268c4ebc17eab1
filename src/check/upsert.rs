//! Validates what each provider requires of the body of `set`, beyond the schema.

use super::checker::Checker;
use super::place::Place;
use super::read::Value;
use crate::models::Pairing;

impl Checker<'_> {
    /// Checks that required values are present and that forbidden values are absent.
    pub(super) fn presence(&mut self, body: Value<'_>, pairing: &Pairing) {
        let (needed, message) = match pairing {
            Pairing::Details(_) => return,
            Pairing::RequiredDetails(_) => ("details", "expected an object: this provider requires details"),
            Pairing::ClientIdOnly => ("client_id", "expected a string: this provider requires a client id"),
        };
        if body.member(needed).is_none_or(Value::is_null) {
            self.presence_issue(needed, message);
        }
        if matches!(pairing, Pairing::ClientIdOnly) {
            for key in ["client_secret", "details", "redirect_url_override"] {
                if body.member(key).is_some() {
                    self.presence_issue(key, "expected no value: this provider accepts only a client id");
                }
            }
        }
    }

    fn presence_issue(&mut self, key: &'static str, message: &str) {
        let _flow = self.issue(&Place::Key(&Place::Root, key), message.to_owned());
    }
}

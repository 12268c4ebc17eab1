//! Finds the values, keys and shapes of a response that this version does not know. Callers receive them unchanged.

use super::checker::Checker;
use super::place::Place;
use super::rules::Rules;
use crate::error::Issue;
use crate::models::schema::Kind;
use crate::prose::joined;

/// A longer value is not the name of a provider.
const LONGEST_VALUE: usize = 40;

/// A longer value in capital letters is not a code.
const LONGEST_CODE: usize = 3;

/// A value with more digits is not the name of a provider, and may be a key.
const MOST_DIGITS: usize = 4;

/// The maximum number of reports for one response. Real responses have dozens of new things at most. Searching for more
/// is not worth the time, because each report is compared with all previous ones.
const MOST_DRIFTS: usize = 100;

/// Lists what this version does not know in a validated response. Each entry appears once. Its path is the same for all
/// items of an array. Its message is
///
/// - `key` for a key, without the key itself, which may be a secret;
/// - `shape` for a shape of an object;
/// - `value` for a value of a list. If the value looks like an enum value, it follows after a space. Otherwise it is
///   left out, because it may be anything, also a secret.
pub fn drifts(json: &[u8], kind: &'static Kind) -> Vec<Issue> {
    Checker::run(json, kind, Rules::DRIFT).drifts
}

impl Checker<'_> {
    pub(super) fn report_new_value(&mut self, text: &str, place: &Place<'_>) {
        if looks_like_a_listed_value(text) {
            self.report_drift(&["value ", text], place);
        } else {
            self.report_drift(&["value"], place);
        }
    }

    #[inline(never)]
    pub(super) fn report_drift(&mut self, novelty: &[&str], place: &Place<'_>) {
        if !self.rules.tells_drift || self.drifts.len() >= MOST_DRIFTS {
            return;
        }
        let drift = Issue { path: place.path_of_all(), message: joined(novelty) };
        if !self.drifts.contains(&drift) {
            self.drifts.push(drift);
        }
    }
}

/// Prefixes of API keys, which would otherwise look like words.
const PREFIXES_OF_KEYS: &[&str] = &["mg_", "sk_", "pk_", "rk_", "ghp_", "whsec_"];

fn looks_like_a_listed_value(text: &str) -> bool {
    let (mut of_words, mut digits, mut capitals) = (0, 0, 0);
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'_' => of_words += 1,
            b'0'..=b'9' => digits += 1,
            b'A'..=b'Z' => capitals += 1,
            _ => return false,
        }
    }
    let is_word = capitals == 0 && (1..=LONGEST_VALUE).contains(&text.len()) && digits <= MOST_DIGITS;
    // For example `CM`.
    let is_code = (1..=LONGEST_CODE).contains(&capitals) && of_words + digits == 0;
    (is_word || is_code) && !PREFIXES_OF_KEYS.iter().any(|prefix| text.starts_with(prefix))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::models::CustomCredentialsResponse;
    use crate::models::schema::Described;

    fn found(credentials: &str) -> Vec<(String, String)> {
        let json = format!(r#"{{"credentials":[{credentials}],"next_cursor":null}}"#);
        let drifts = drifts(json.as_bytes(), const { &CustomCredentialsResponse::KIND });
        drifts.into_iter().map(|drift| (drift.path.to_string(), drift.message)).collect()
    }

    fn drift(path: &str, novelty: &str) -> (String, String) {
        (path.to_owned(), novelty.to_owned())
    }

    #[test]
    fn a_new_value_is_reported_once_however_often_it_stands_there() {
        let found = found(r#"{"source":"neuralink"},{"source":"oura"},{"source":"neuralink"}"#);

        assert_eq!(found, [drift("credentials[].source", "value neuralink")]);
    }

    #[test]
    fn a_value_that_looks_like_none_of_a_list_is_not_shown() {
        for text in [
            "",
            "Bearer abc",
            "mg_live",
            "whsec_abc",
            "a1b2c3d4e5",
            "AKIA",
            "aBcD",
            "neuralink.com",
            &"x".repeat(41),
        ] {
            let found = found(&format!(r#"{{"source":"{text}"}}"#));

            assert_eq!(found, [drift("credentials[].source", "value")], "{text}");
        }
    }

    #[test]
    fn a_new_key_is_reported_without_its_name() {
        let found = found(r#"{"sk_live":1,"details":{"fitbit":{"sk_live":1}}}"#);

        assert_eq!(found, ["credentials[]", "credentials[].details.fitbit"].map(|path| drift(path, "key")));
    }

    #[test]
    fn a_new_shape_is_reported_and_its_keys_are_not() {
        let found = found(r#"{"details":{"neuralink":{"a":1}}}"#);

        assert_eq!(found, [drift("credentials[].details", "shape")]);
    }

    #[test]
    fn what_is_known_is_no_drift() {
        let details = r#"{"quest":{"any":1},"disallowed_billing_states":{"patient_bill":["NY"]}}"#;

        assert_eq!(found(&format!(r#"{{"source":"quest","details":{details}}},{{"details":null}}"#)), []);
    }

    #[test]
    fn no_more_is_reported_than_anybody_would_read() {
        let letters = |number: usize| -> String {
            number.to_string().bytes().map(|byte| char::from(byte + 49)).collect()
        };
        let credentials: Vec<_> =
            (0..300).map(|number| format!(r#"{{"source":"{}"}}"#, letters(number))).collect();

        assert_eq!(found(&credentials.join(",")).len(), MOST_DRIFTS);
    }

    #[test]
    fn a_new_key_of_a_map_is_a_key() {
        let details = r#"{"quest":{},"disallowed_billing_states":{"barter":["NY"]}}"#;

        let path = "credentials[].details.disallowed_billing_states";
        assert_eq!(found(&format!(r#"{{"details":{details}}}"#)), [drift(path, "key")]);
    }
}

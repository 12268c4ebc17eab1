//! Validates bytes: whether they are JSON, and whether they match the models.
//!
//! A valid document is read once, from start to end, without allocation. Messages are created only if something is
//! wrong. The code for these cases is separate, so that the code for valid documents stays small.
//!
//! Responses are validated leniently, because the API is extended every few weeks: unknown values, keys and shapes are
//! accepted. The first error ends the validation. Requests are validated strictly: unknown values of closed lists are
//! rejected, and every error is reported.

mod any_of;
mod checker;
mod cursor;
mod document;
mod drift;
mod expectation;
mod malformed;
mod object;
mod place;
pub mod read;
mod rules;
mod scan;
mod suggestion;
mod text;
mod upsert;
mod value;

pub use cursor::MAX_DEPTH;
pub use drift::drifts;
pub use rules::UnknownProviders;
pub use text::Text;

use checker::Checker;
use rules::Rules;

use crate::error::Issue;
use crate::models::schema::{Described, Kind};
use crate::models::{UpsertTeamCustomCredentialsBody, WireType};

/// Validates a response. A leading byte order mark is skipped.
///
/// # Errors
///
/// The first value that does not match the models: its path, and what was expected there.
pub fn check_answer(bytes: &[u8], kind: &'static Kind) -> Result<(), Issue> {
    match Checker::run(bytes, kind, Rules::ANSWER).issues.pop() {
        Some(issue) => Err(issue),
        None => Ok(()),
    }
}

/// Validates a document for a caller: requests strictly, responses leniently.
///
/// # Errors
///
/// Every error of a request, or the first error of a response.
pub fn check_document(bytes: &[u8], wire_type: WireType) -> Result<(), Vec<Issue>> {
    let rules = if wire_type.is_request() {
        let is_upsert = wire_type == WireType::UpsertTeamCustomCredentialsBody;
        Rules { is_upsert, ..Rules::request(UnknownProviders::Refused) }
    } else {
        Rules::ANSWER
    };
    Checker::run(bytes, wire_type.kind(), rules).verdict()
}

/// Validates a request.
///
/// # Errors
///
/// Every value that does not match the models.
pub fn check_request(
    json: &[u8],
    kind: &'static Kind,
    unknown_providers: UnknownProviders,
) -> Result<(), Vec<Issue>> {
    Checker::run(json, kind, Rules::request(unknown_providers)).verdict()
}

/// Validates the body of `set`.
///
/// # Errors
///
/// Every value that does not match the models, or that the provider does not accept.
pub fn check_upsert(json: &[u8], unknown_providers: UnknownProviders) -> Result<(), Vec<Issue>> {
    let kind = const { &UpsertTeamCustomCredentialsBody::KIND };
    let rules = Rules { is_upsert: true, ..Rules::request(unknown_providers) };
    Checker::run(json, kind, rules).verdict()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::models::{CustomCredentialsResponse, HTTPValidationError};

    const KIND: &Kind = &CustomCredentialsResponse::KIND;

    fn accepts(bytes: &[u8], kind: &'static Kind) -> bool {
        check_answer(bytes, kind).is_ok()
    }

    /// A valid page. Each credential uses other code paths of the validator.
    const PAGE: &str = r#"{"credentials":[
        {"id":"6f1c2a4e-0d3b-4c55-9a51-3f0e7c9d1b22","client_id":"c","client_secret_hash":null,"source":"fitbit",
            "team_id":"6F1C2A4E-0D3B-4C55-9A51-3F0E7C9D1B22","created_at":"2026-05-01T10:00:00Z",
            "updated_at":"2026-05-01T10:00:00.123456+02:00","details":{"fitbit":{"is_hr_enabled":true,
            "workout_verify_token":"1","sleep_verify_token":"\u00e4","body_verify_token":"ä"}},"new":[{}]},
        {"source":"quest","team_id":"6f1c2a4e-0d3b-4c55-9a51-3f0e7c9d1b22","created_at":"2026-05-01T10:00:00",
            "updated_at":"2024-02-29T23:59:59Z","id":"6f1c2a4e-0d3b-4c55-9a51-3f0e7c9d1b22","details":{
            "allowed_billing_types":["barter"],"disallowed_billing_states":{"patient_bill":["NY"]},"quest":{"a":1}}},
        {"id":"6f1c2a4e-0d3b-4c55-9a51-3f0e7c9d1b22","source":"new","details":{"new":1},
            "team_id":"6f1c2a4e-0d3b-4c55-9a51-3f0e7c9d1b22","created_at":"2026-05-01T10:00:00Z",
            "updated_at":"2026-05-01T10:00:00Z"}
    ],"next_cursor":"c"}"#;

    fn compact(json: &str) -> String {
        json.split_whitespace().collect()
    }

    #[test]
    fn a_page_as_described_is_accepted_with_and_without_white_space() {
        assert!(accepts(PAGE.as_bytes(), KIND));
        assert!(accepts(compact(PAGE).as_bytes(), KIND));
        assert!(accepts(compact(PAGE).replace("\":", "\" : ").as_bytes(), KIND));
    }

    #[test]
    fn a_byte_order_mark_inside_is_no_white_space() {
        assert!(!accepts("{\"new\":\u{feff}{   }".as_bytes(), const { &HTTPValidationError::KIND }));
    }

    #[test]
    fn a_uuid_and_a_date_with_escapes_are_what_they_mean() {
        let page =
            compact(PAGE).replacen("\"6f1c", "\"\\u0036f1c", 1).replacen("-01T10", "-\\u00301\\u005410", 1);

        assert!(accepts(page.as_bytes(), KIND));
        assert!(!accepts(page.replacen("\\u0036", "\\u0067", 1).as_bytes(), KIND));
        assert!(!accepts(page.replacen("\\u0054", "\\u0055", 1).as_bytes(), KIND));
    }

    #[test]
    fn what_is_no_json_is_reported_as_such_though_a_shape_does_not_fit() {
        let page = compact(PAGE).replacen("\"fitbit\":{", "\"fitbit\":7,\"new\":{", 1);
        let torn = page.replacen("}}", "}]", 1);

        let message = |page: &str| check_answer(page.as_bytes(), KIND).map_err(|issue| issue.to_string());
        assert_eq!(message(&page), Err("`credentials[0].details.fitbit`: expected an object".to_owned()));
        assert!(message(&torn).is_err_and(|message| message.starts_with("malformed JSON")));

        let page = compact(PAGE).replacen("\"fitbit\"", "7", 1);
        assert_eq!(message(&page), Err("`credentials[0].source`: expected a string".to_owned()));
        for end in 1..page.len() {
            let part = page.get(..end).unwrap_or_default();
            assert!(message(part).is_err_and(|message| message.starts_with("malformed JSON")), "{part}");
        }
    }

    #[test]
    fn keys_in_another_order_are_accepted() {
        let page = r#"{"next_cursor":null,"credentials":[]}"#;

        assert!(accepts(page.as_bytes(), KIND));
    }

    #[test]
    fn no_part_of_a_page_is_accepted() {
        let page = compact(PAGE);

        for end in 0..page.len() {
            assert!(!accepts(page.as_bytes().get(..end).unwrap_or_default(), KIND), "{end}");
        }
    }

    #[test]
    fn what_is_not_as_described_is_not_accepted() {
        let page = compact(PAGE);
        for (right, wrong) in [
            ("\"team_id\"", "\"team_ID\""),
            ("6f1c2a4e-0d3b", "6f1c2a4e-0d3g"),
            ("2026-05-01T10:00:00Z", "2026-02-29T10:00:00Z"),
            ("\"fitbit\":{", "\"fitbit\":[{"),
            ("\"sleep_verify_token\"", "\"sleep\""),
            ("[\"barter\"]", "[7]"),
            ("[\"NY\"]", "\"NY\""),
            ("\"quest\":{\"a\":1}", "\"quest\":7"),
            ("\"new\":1", "\"redirect_uri\":1"),
            ("\"next_cursor\":\"c\"", "\"next_cursor\":7"),
            ("\"c\"}", "\"c\",}"),
            ("true", "tru"),
        ] {
            assert!(page.contains(right), "{right}");
            assert!(!accepts(page.replacen(right, wrong, 1).as_bytes(), KIND), "{wrong}");
        }
    }
}

//! Validates a lock.

use super::issues::Issues;
use super::table::{field, object};
use crate::check::read::Value;
use crate::check::{UnknownProviders, check_request};
use crate::models::schema::{Kind, Object};

/// The version of the locks that this version of the package writes.
const VERSION: &str = "1";

const LOCK: &Object = &object(
    &[
        field("version", Kind::Integer),
        field("org_id", Kind::String),
        field("origin", Kind::String),
        field("credentials", Kind::JsonObject),
        field("$schema", Kind::String),
    ],
    &[true, true, true, true, false],
);

const CREDENTIAL: &Object = &object(
    &[
        field("updated_at", Kind::DateTime),
        field("salt", Kind::String),
        field("secret", Kind::String),
        field("hash", Kind::String),
        field("pending", Kind::Boolean),
    ],
    &[false, false, false, false, false],
);

/// Lists all that is wrong in a lock, as JSON: `[[path, message], …]`. The input is JSON.
pub fn lock_issues(lock: &str, org_id: &str, origin: &str) -> String {
    let mut issues = Issues::default();
    let value = Value::document(lock.as_bytes());
    let version = value.member("version");
    if version.is_some_and(|version| version.whole_number().is_some() && version.json() != VERSION.as_bytes())
    {
        // The keys of another version are not known.
        issues
            .push("lock.version".to_owned(), "expected version 1; a newer version of this package wrote it");
        return issues.json();
    }
    let kind = const { &Kind::Object(LOCK) };
    issues.append("lock", check_request(lock.as_bytes(), kind, UnknownProviders::Refused));
    for (key, expected, message) in [
        ("org_id", org_id, "expected the organisation of the client: the lock belongs to another one"),
        ("origin", origin, "expected the origin of the client's `baseUrl`: the lock belongs to another one"),
    ] {
        if value.text(key).is_some_and(|found| !found.eq_ignore_ascii_case(expected)) {
            issues.push(["lock.", key].concat(), message);
        }
    }
    for (_, credential) in value.member("credentials").into_iter().flat_map(Value::members) {
        let kind = const { &Kind::Object(CREDENTIAL) };
        issues
            .append("lock.credentials.*", check_request(credential.json(), kind, UnknownProviders::Refused));
    }
    issues.json()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn issues(lock: &str) -> Vec<String> {
        let issues: Vec<(String, String)> =
            serde_json::from_str(&lock_issues(lock, "ab", "https://a.example")).unwrap_or_default();
        issues.into_iter().map(|(path, _)| path).collect()
    }

    #[test]
    fn a_lock_of_this_organisation_and_origin_is_valid() {
        let lock = r#"{"version":1,"org_id":"AB","origin":"https://a.example","credentials":{
            "sandbox/us/1/strava":{"updated_at":"2026-05-01T10:00:00Z","salt":"a","secret":"b","hash":"c"},
            "sandbox/us/1/oura":{"pending":true}}}"#;

        assert_eq!(issues(lock), [""; 0]);
    }

    #[test]
    fn another_lock_is_told_with_its_path() {
        for (lock, paths) in [
            ("[]", &["lock"][..]),
            ("{}", &["lock.version", "lock.org_id", "lock.origin", "lock.credentials"]),
            (r#"{"version":2}"#, &["lock.version"]),
            (
                r#"{"version":"1","org_id":"ab","origin":"https://a.example","credentials":{}}"#,
                &["lock.version"],
            ),
            (
                r#"{"version":1,"org_id":"cd","origin":"https://a.example","credentials":{}}"#,
                &["lock.org_id"],
            ),
            (
                r#"{"version":1,"org_id":"ab","origin":"https://b.example","credentials":{}}"#,
                &["lock.origin"],
            ),
            (
                r#"{"version":1,"org_id":"ab","origin":"https://a.example","credentials":{"a":{"secret":7}}}"#,
                &["lock.credentials.*.secret"],
            ),
            (
                r#"{"version":1,"org_id":"ab","origin":"https://a.example","credentials":{"a":{"sceret":"a"}}}"#,
                &["lock.credentials.*"],
            ),
        ] {
            assert_eq!(issues(lock), paths, "{lock}");
        }
    }
}

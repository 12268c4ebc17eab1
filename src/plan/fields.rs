//! The differences between the body that a config asks for and the stored credential, by the tables of the models.

use super::canonical::canonical;
use super::writer::{List, push_string};
use crate::check::read::Value;
use crate::models::UpsertTeamCustomCredentialsBody;
use crate::models::schema::Kind;

/// The key of everything that the models do not describe. Such a key may be a secret itself.
const UNKNOWN: &str = "*";

/// What is compared, in the order of the API's description.
const COMPARED: [&str; 3] = ["client_id", "details", "redirect_url_override"];

/// One difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldChange {
    /// The path in the body, such as `details.fitbit.is_hr_enabled`.
    pub path: String,
    /// The stored value as JSON. `None` if there is none.
    pub before: Option<String>,
    /// The wanted value as JSON. `None` if there is none.
    pub after: Option<String>,
    /// Whether the values may be secrets, so that they are not shown.
    pub sensitive: bool,
}

impl FieldChange {
    /// Appends the change as JSON.
    pub fn push_to(&self, json: &mut String) {
        let kind = match (&self.before, &self.after) {
            (None, _) => "added",
            (_, None) => "removed",
            _ => "changed",
        };
        let mut object = List::object(json);
        object.text("path", &self.path);
        object.text("change", kind);
        object.member("sensitive").push_str(if self.sensitive { "true" } else { "false" });
        if !self.sensitive {
            for (key, value) in [("before", &self.before), ("after", &self.after)] {
                if let Some(value) = value {
                    object.member(key).push_str(value);
                }
            }
        }
        object.end();
    }
}

/// The differences of a credential.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Fields {
    /// The differences, in the order of the API's description.
    pub changes: Vec<FieldChange>,
    /// The paths of stored values that the config does not name and that this version does not know. An update drops them.
    pub drops: Vec<String>,
}

/// Compares a body with the stored credential, except its secret. `references` are the paths of values that come from a
/// variable, a file or a function. They are not shown.
pub fn compared(body: Value<'_>, stored: Option<Value<'_>>, references: &[String]) -> Fields {
    let mut fields = Fields::default();
    for key in COMPARED {
        let mut known = UpsertTeamCustomCredentialsBody::TABLE.fields();
        if let Some(field) = known.find(|field| field.key() == key) {
            fields.compare(key, &field.kind, body.member(key), member(stored, key), references);
        }
    }
    fields
}

impl Fields {
    fn compare(
        &mut self,
        path: &str,
        kind: &Kind,
        wanted: Option<Value<'_>>,
        stored: Option<Value<'_>>,
        references: &[String],
    ) {
        let kind = kind.not_null();
        // Null means the same as an absent value.
        let wanted = wanted.filter(|value| !value.is_null());
        let stored = stored.filter(|value| !value.is_null());
        if wanted.map(Value::json) == stored.map(Value::json) {
            return;
        }
        let inner = |key: &str| [path, ".", key].concat();
        let is_object =
            |value: Option<Value<'_>>| value.is_none_or(|value| value.json().first() == Some(&b'{'));
        let Some(object) = kind.members().filter(|_| is_object(wanted) && is_object(stored)) else {
            return self.leaf(path, kind, wanted, stored, references);
        };
        let mut known: Vec<&str> = Vec::new();
        if let Kind::Map(map) = *kind {
            for key in map.keys.iter() {
                known.push(key);
                self.compare(&inner(key), &map.values, member(wanted, key), member(stored, key), references);
            }
        }
        for field in object.fields() {
            let key = field.key();
            known.push(key);
            self.compare(&inner(key), &field.kind, member(wanted, key), member(stored, key), references);
        }
        let unknown = |value: Option<Value<'_>>| -> Vec<String> {
            let keys = value.into_iter().flat_map(Value::members).map(|(key, _)| key.decode());
            keys.filter(|key| !known.contains(&key.as_str())).collect()
        };
        let named = unknown(wanted);
        for key in &named {
            self.leaf(&inner(UNKNOWN), &Kind::Json, member(wanted, key), member(stored, key), references);
        }
        let dropped =
            |key: &String| !named.contains(key) && canonical(&Kind::Json, member(stored, key)).is_some();
        self.drops.extend(unknown(stored).iter().filter(|key| dropped(key)).map(|_| inner(UNKNOWN)));
    }

    fn leaf(
        &mut self,
        path: &str,
        kind: &Kind,
        wanted: Option<Value<'_>>,
        stored: Option<Value<'_>>,
        references: &[String],
    ) {
        let (before, after) = (canonical(kind, stored), canonical(kind, wanted));
        if before != after {
            let is_secret =
                matches!(kind, Kind::Secret | Kind::Json | Kind::JsonObject) || kind.members().is_some();
            let is_referenced = references.iter().any(|reference| {
                reference
                    .strip_prefix(path)
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
            });
            // A boolean that is `false` is compared as absent, and shown as it is.
            let shown = |text: Option<String>, value: Option<Value<'_>>| {
                text.or_else(|| value.filter(|value| value.json() == b"false").map(|_| "false".to_owned()))
            };
            self.changes.push(FieldChange {
                path: path.to_owned(),
                before: shown(before, stored),
                after: shown(after, wanted),
                sensitive: is_secret || is_referenced,
            });
        }
    }
}

fn member<'a>(value: Option<Value<'a>>, key: &str) -> Option<Value<'a>> {
    value.and_then(|value| value.member(key))
}

/// Appends paths as a JSON array.
pub fn push_paths(json: &mut String, paths: &[String]) {
    let mut array = List::array(json);
    paths.iter().for_each(|path| push_string(array.item(), path));
    array.end();
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(body: &str, stored: &str, references: &[&str]) -> Fields {
        let references: Vec<_> = references.iter().map(|path| (*path).to_owned()).collect();
        compared(Value::document(body.as_bytes()), Some(Value::document(stored.as_bytes())), &references)
    }

    /// The changes as JSON.
    fn changes(body: &str, stored: &str) -> Vec<String> {
        fields(body, stored, &[])
            .changes
            .iter()
            .map(|change| {
                let mut json = String::new();
                change.push_to(&mut json);
                json
            })
            .collect()
    }

    #[test]
    fn what_means_the_same_is_no_difference() {
        for (body, stored) in [
            ("{}", r#"{"client_id":null,"details":null,"redirect_url_override":null}"#),
            (r#"{"client_id":null}"#, "{}"),
            (r#"{"client_id":"\u0061"}"#, r#"{"client_id":"a"}"#),
            (
                r#"{"details":{"fitbit":{"workout_verify_token":"w"}}}"#,
                r#"{"details":{"fitbit":{"foods_verify_token":null,"is_hr_enabled":false,"workout_verify_token":"w"}}}"#,
            ),
            (
                r#"{"details":{"redirect_uri":"r","data_scopes":["a","b","a"]}}"#,
                r#"{"details":{"data_scopes":["b","a"],"redirect_uri":"r"}}"#,
            ),
            (
                r#"{"details":{"quest":{"b":1,"a":[1,2]},"disallowed_billing_states":{"patient_bill":["NY","CA"]}}}"#,
                r#"{"details":{"quest":{"a":[1,2],"b":1},"disallowed_billing_states":{"patient_bill":["CA","NY"]},"allowed_billing_types":null}}"#,
            ),
            // Keys that the API adds and the config does not name.
            (r#"{"details":{"webhook_secret":"s"}}"#, r#"{"details":{"webhook_secret":"s","new":1}}"#),
        ] {
            assert_eq!(changes(body, stored), [""; 0], "{body} {stored}");
        }
    }

    #[test]
    fn a_difference_has_its_path_and_its_values() {
        assert_eq!(
            changes(
                r#"{"client_id":"new","redirect_url_override":"https://a.example"}"#,
                r#"{"client_id":"old","redirect_url_override":null}"#
            ),
            [
                r#"{"path":"client_id","change":"changed","sensitive":false,"before":"old","after":"new"}"#,
                r#"{"path":"redirect_url_override","change":"added","sensitive":false,"after":"https://a.example"}"#,
            ]
        );
        assert_eq!(
            changes(
                r#"{"details":{"fitbit":{"is_hr_enabled":true}}}"#,
                r#"{"client_id":"old","details":{"fitbit":{}}}"#
            ),
            [
                r#"{"path":"client_id","change":"removed","sensitive":false,"before":"old"}"#,
                r#"{"path":"details.fitbit.is_hr_enabled","change":"added","sensitive":false,"after":true}"#,
            ]
        );
        assert_eq!(
            changes(
                r#"{"details":{"fitbit":{"is_hr_enabled":false}}}"#,
                r#"{"details":{"fitbit":{"is_hr_enabled":true}}}"#
            ),
            [
                r#"{"path":"details.fitbit.is_hr_enabled","change":"changed","sensitive":false,"before":true,"after":false}"#
            ]
        );
        assert_eq!(
            changes(
                r#"{"details":{"quest":{},"disallowed_billing_states":{"patient_bill":["NY"]}}}"#,
                r#"{"details":{"quest":{},"disallowed_billing_states":{"patient_bill":["CA"]}}}"#
            ),
            [
                r#"{"path":"details.disallowed_billing_states.patient_bill","change":"changed","sensitive":false,"before":["CA"],"after":["NY"]}"#
            ]
        );
    }

    #[test]
    fn a_value_that_may_be_a_secret_is_not_shown() {
        for (body, stored, path) in [
            (
                r#"{"details":{"webhook_secret":"s3cret"}}"#,
                r#"{"details":{"webhook_secret":"0ld"}}"#,
                "details.webhook_secret",
            ),
            (
                r#"{"details":{"quest":{"a":"s3cret"}}}"#,
                r#"{"details":{"quest":{"a":"0ld"}}}"#,
                "details.quest",
            ),
            (
                r#"{"details":{"webhook_secret":"s","s3cret":"s3cret"}}"#,
                r#"{"details":{"webhook_secret":"s"}}"#,
                "details.*",
            ),
            (r#"{"details":7}"#, r#"{"details":{"webhook_secret":"0ld"}}"#, "details"),
        ] {
            let found = changes(body, stored);
            assert!(found.iter().any(|change| change.contains(&format!("\"path\":\"{path}\""))), "{found:?}");
            assert!(!found.concat().contains("s3cret") && !found.concat().contains("0ld"), "{found:?}");
        }
    }

    #[test]
    fn a_value_that_comes_from_a_reference_is_not_shown() {
        let found = fields(r#"{"client_id":"new"}"#, r#"{"client_id":"old"}"#, &["client_id"]);
        assert!(found.changes.iter().all(|change| change.sensitive));

        let found = fields(r#"{"client_id":"new"}"#, r#"{"client_id":"old"}"#, &["client", "client_ids"]);
        assert!(found.changes.iter().all(|change| !change.sensitive));
    }

    #[test]
    fn what_an_update_would_drop_is_listed() {
        let drops = |body: &str, stored: &str| fields(body, stored, &[]).drops;

        assert_eq!(
            drops(
                r#"{"details":{"webhook_secret":"s"}}"#,
                r#"{"details":{"webhook_secret":"s","new":1,"n":null}}"#
            ),
            ["details.*"]
        );
        assert_eq!(
            drops(r#"{"details":{"fitbit":{}}}"#, r#"{"details":{"fitbit":{"new":{}}}}"#),
            ["details.fitbit.*"]
        );
        assert_eq!(
            drops(
                r#"{"details":{"webhook_secret":"s","new":1}}"#,
                r#"{"details":{"webhook_secret":"s","new":2}}"#
            ),
            [""; 0]
        );
        assert_eq!(drops(r#"{"details":null}"#, r#"{"details":{"new":1}}"#), ["details.*"]);
    }
}

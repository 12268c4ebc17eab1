//! Validates a config, whose references have been resolved.

use super::issues::Issues;
use super::table::{field, object};
use super::writer::List;
use crate::check::read::Value;
use crate::check::{UnknownProviders, check_request, check_upsert};
use crate::models::schema::{Described, Field, Kind, Object};
use crate::models::{Env, Region, SetProvider};

const CONFIG: &Object = &object(
    &[
        field("credentials", Kind::Array(&Kind::Object(ENTRY))),
        field("prune", Kind::Array(&Kind::Object(BOUND))),
        // Editors find the JSON Schema of the file by it.
        field("$schema", Kind::String),
    ],
    &[true, false, false],
);

/// The keys of `set` are validated with the rules of `set`.
const ENTRY: &Object = &object(
    &[
        field("env", Env::KIND),
        field("region", Region::KIND),
        field("team", Kind::Json),
        field("team_id", Kind::Json),
        field("provider", Kind::Json),
        field("client_id", Kind::Json),
        field("client_secret", Kind::Json),
        field("details", Kind::Json),
        field("redirect_url_override", Kind::Json),
    ],
    &[true, false, false, false, false, false, false, false, false],
);

const BOUND: &Object = &object(
    &[
        field("env", Env::KIND),
        field("region", Region::KIND),
        field("teams", Kind::Array(&Kind::Json)),
        field("providers", Kind::Array(&SetProvider::KIND)),
    ],
    &[true, true, false, false],
);

/// The keys of an entry that are not part of the body of `set`.
const BESIDE_THE_BODY: [&str; 4] = ["env", "region", "team", "team_id"];

/// The id in place of that of a team which is not known yet.
const ANY_TEAM: &str = "00000000-0000-0000-0000-000000000000";

const NO_TEAM: &str = "expected a uuid, a name, or `{ integration_team_id }`";

/// Lists all that is wrong in a config, as JSON: `[[path, message], …]`. The input is JSON.
///
/// `unknown_providers` is about the entries, as for `set`. The bounds of `prune` name known providers only, because the
/// credential of another one could not be set again.
pub fn config_issues(config: &str, unknown_providers: UnknownProviders) -> String {
    let mut issues = Issues::default();
    let checked =
        check_request(config.as_bytes(), const { &Kind::Object(CONFIG) }, UnknownProviders::Refused);
    issues.append("", checked);
    let config = Value::document(config.as_bytes());
    for (index, entry) in items(config, "credentials") {
        entry_issues(&mut issues, index, entry, unknown_providers);
    }
    for (index, bound) in items(config, "prune") {
        for (team, reference) in items(bound, "teams") {
            if !is_team(reference) {
                let path = ["prune[", &decimal(index), "].teams[", &decimal(team), "]"].concat();
                issues.push(path, NO_TEAM);
            }
        }
    }
    issues.json()
}

/// Says why a text is not JSON, as JSON: `[[path, message]]`. The message names the position and nothing of the text.
pub fn json_issues(text: &str) -> String {
    let mut issues = Issues::default();
    issues.append("", check_request(text.as_bytes(), &Kind::Json, UnknownProviders::Refused));
    issues.json()
}

fn entry_issues(issues: &mut Issues, index: usize, entry: Value<'_>, unknown_providers: UnknownProviders) {
    if entry.json().first() != Some(&b'{') {
        return;
    }
    let path = ["credentials[", &decimal(index), "]"].concat();
    match (entry.member("team"), entry.member("team_id")) {
        (Some(team), None) if !is_team(team) => issues.push([&path, ".team"].concat(), NO_TEAM),
        (Some(_), Some(_)) => issues.push(path.clone(), "expected `team` or `team_id`, not both"),
        (None, None) => issues.push(path.clone(), "expected `team` or `team_id`"),
        (Some(_), None) | (None, Some(_)) => {}
    }
    issues.append(&path, check_upsert(body(entry).as_bytes(), unknown_providers));
}

/// The body of `set` for an entry, as JSON. Keys that the entry may not have were reported already.
fn body(entry: Value<'_>) -> String {
    let mut json = String::new();
    let mut object = List::object(&mut json);
    match entry.member("team_id") {
        Some(team) => object.raw("team_id", team.json()),
        None => object.text("team_id", ANY_TEAM),
    }
    for key in ENTRY.fields().map(Field::key).filter(|key| !BESIDE_THE_BODY.contains(key)) {
        if let Some(value) = entry.member(key) {
            object.raw(key, value.json());
        }
    }
    object.end();
    json
}

/// Whether a value refers to a team, as `teams.find` accepts it.
fn is_team(value: Value<'_>) -> bool {
    value.string().is_some() || (value.members().count() == 1 && value.text("integration_team_id").is_some())
}

fn items<'a>(object: Value<'a>, name: &str) -> impl Iterator<Item = (usize, Value<'a>)> + use<'a> {
    object.member(name).into_iter().flat_map(Value::items).enumerate()
}

fn decimal(number: usize) -> String {
    let mut text = String::new();
    crate::prose::push_decimal(&mut text, number);
    text
}

#[cfg(test)]
#[allow(clippy::indexing_slicing, reason = "a failing test may panic")]
mod tests {
    use super::*;

    fn paths(config: &str) -> Vec<String> {
        let issues: Vec<(String, String)> =
            serde_json::from_str(&config_issues(config, UnknownProviders::Refused)).unwrap_or_default();
        issues.into_iter().map(|(path, _)| path).collect()
    }

    #[test]
    fn a_config_with_all_its_parts_is_valid() {
        let config = r#"{
            "$schema": "./node_modules/junction-credentials/schema/config.json",
            "credentials": [
                { "env": "production", "team": "Clinic", "provider": "strava", "client_id": "1", "client_secret": "s" },
                { "env": "sandbox", "region": "us", "team": { "integration_team_id": "17" }, "provider": "polar",
                  "client_secret": null, "details": { "webhook_secret": "s" } },
                { "env": "sandbox", "team_id": "6f1c2a4e-0d3b-4c55-9a51-3f0e7c9d1b22", "provider": "oura" }
            ],
            "prune": [{ "env": "production", "region": "us", "teams": ["Clinic"], "providers": ["strava"] }, { "env": "sandbox", "region": "eu" }]
        }"#;

        assert_eq!(config_issues(config, UnknownProviders::Refused), "[]");
    }

    #[test]
    fn everything_that_is_wrong_is_listed_at_once() {
        let config = r#"{
            "credentials": [
                { "env": "prod", "team": 7, "provider": "stravaa", "client_id": 7 },
                { "env": "sandbox", "team": "a", "team_id": "b", "provider": "polar", "details": { "webhook_secret": 7 } },
                { "env": "sandbox", "provider": "freestyle_libre", "clientId": "a" },
                7
            ],
            "prune": [{ "env": "sandbox", "teams": [null], "providers": ["hint_health"] }],
            "crednetials": []
        }"#;

        assert_eq!(
            paths(config),
            [
                "credentials[0].env",
                "credentials[2]",
                "credentials[3]",
                "prune[0].providers[0]",
                "prune[0].region",
                "",
                "credentials[0].team",
                "credentials[0].provider",
                "credentials[0].client_id",
                "credentials[1]",
                "credentials[1].team_id",
                "credentials[1].details.webhook_secret",
                "credentials[2]",
                "credentials[2].client_id",
                "prune[0].teams[0]",
            ]
        );
    }

    #[test]
    fn a_misspelt_key_is_told_with_the_nearest_one() {
        for (config, known) in [
            (r#"{"credentials":[],"prunes":[]}"#, "`prune`"),
            (
                r#"{"credentials":[{"env":"sandbox","team":"a","provider":"oura","clientid":"a"}]}"#,
                "`client_id`",
            ),
            (r#"{"credentials":[],"prune":[{"env":"sandbox","region":"us","team":[]}]}"#, "`teams`"),
        ] {
            assert!(
                config_issues(config, UnknownProviders::Refused).contains(&format!("did you mean {known}?")),
                "{config}"
            );
        }
    }

    #[test]
    fn no_value_is_in_an_issue() {
        let config = r#"{"credentials":[{"env":"s3cret","team":7,"provider":"s3cret","client_id":["s3cret"],
            "client_secret":{"a":"s3cret"},"s3cret":"s3cret","details":{"s3cret":1,"webhook_secret":["s3cret"]}}]}"#;

        assert!(!config_issues(config, UnknownProviders::Refused).contains("s3cret"));
    }

    #[test]
    fn an_unknown_provider_can_be_allowed_in_entries_but_not_in_prune() {
        let config = r#"{
            "credentials": [{ "env": "sandbox", "team": "a", "provider": "acme", "client_secret": "s" }],
            "prune": [{ "env": "sandbox", "region": "us", "providers": ["acme"] }]
        }"#;

        assert_eq!(paths(config), ["prune[0].providers[0]", "credentials[0].provider"]);
        let issues = config_issues(config, UnknownProviders::Allowed);
        assert!(
            issues.starts_with(r#"[["prune[0].providers[0]","#) && !issues.contains("credentials"),
            "{issues}"
        );
    }

    #[test]
    fn a_text_that_is_cut_off_is_told_with_the_position_and_without_its_content() {
        let whole = r#"{"credentials":[{"env":"sandbox","client_secret":"s3cret"}]}"#;

        assert_eq!(json_issues(whole), "[]");
        for length in 0..whole.len() {
            let issues = json_issues(&whole[..length]);
            assert!(issues.contains("malformed JSON") && !issues.contains("s3c"), "{issues}");
        }
    }

    #[test]
    fn a_config_without_credentials_is_none() {
        assert_eq!(paths("{}"), ["credentials"]);
        assert_eq!(paths("[]"), [""]);
        assert_eq!(paths("null"), [""]);
    }
}

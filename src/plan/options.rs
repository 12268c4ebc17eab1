//! Validates the names of options.

use super::issues::Issues;
use super::table::{field, object};
use crate::check::{UnknownProviders, check_request};
use crate::models::schema::{Kind, Object};

const PLAN: &Object = &object(
    &[
        field("lock", Kind::Json),
        field("prune", Kind::Json),
        field("unverified", Kind::Json),
        field("drift", Kind::Json),
        field("resolve", Kind::Json),
        field("onProgress", Kind::Json),
        field("signal", Kind::Json),
    ],
    &[false; 7],
);

const APPLY: &Object = &object(
    &[
        field("lock", Kind::Json),
        field("resolve", Kind::Json),
        field("concurrency", Kind::Json),
        field("onProgress", Kind::Json),
        field("signal", Kind::Json),
    ],
    &[false; 5],
);

const PULL: &Object = &object(
    &[
        field("envs", Kind::Json),
        field("regions", Kind::Json),
        field("team_id", Kind::Json),
        field("provider", Kind::Json),
        field("signal", Kind::Json),
    ],
    &[false; 5],
);

/// Says whether options have other names than those of a function, as JSON: `[[path, message], …]`. `names` is a JSON object
/// with a key for each option. Its values are ignored.
pub fn option_issues(function: &str, names: &str) -> String {
    let kind = match function {
        "plan" => const { &Kind::Object(PLAN) },
        "apply" => const { &Kind::Object(APPLY) },
        _ => const { &Kind::Object(PULL) },
    };
    let mut issues = Issues::default();
    issues.append("options", check_request(names.as_bytes(), kind, UnknownProviders::Refused));
    issues.json()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misspelt_option_is_told_with_the_nearest_one() {
        for (function, names, nearest) in [
            ("plan", r#"{"unverfied":0}"#, "did you mean `unverified`?"),
            ("apply", r#"{"concurency":0}"#, "did you mean `concurrency`?"),
            ("pull", r#"{"env":0}"#, "did you mean `envs`?"),
        ] {
            assert!(option_issues(function, names).contains(nearest), "{}", option_issues(function, names));
        }
        assert_eq!(option_issues("plan", r#"{"lock":0,"signal":0}"#), "[]");
    }
}

//! Validates the names of options.

use super::issues::Issues;
use super::table::{field, object};
use crate::check::{UnknownProviders, check_request};
use crate::models::schema::{Kind, List, Object, Values};

const UNVERIFIED: &Values = &choices(&[List {
    #[cfg(not(target_os = "unknown"))]
    name: "",
    values: "skip send trust ",
}]);

const DRIFT: &Values = &choices(&[List {
    #[cfg(not(target_os = "unknown"))]
    name: "",
    values: "skip overwrite ",
}]);

const fn choices(lists: &'static [List]) -> Values {
    Values { lists, of_providers: false, suggested: true }
}

const PLAN: &Object = &object(
    &[
        field("lock", Kind::Json),
        field("prune", Kind::Json),
        field("unverified", Kind::Values(UNVERIFIED)),
        field("drift", Kind::Values(DRIFT)),
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

/// Says whether options have other names than those of a function, and whether its choices are known, as JSON:
/// `[[path, message], …]`. `options` is a JSON object. The values of other options are ignored.
pub fn option_issues(function: &str, options: &str) -> String {
    let kind = match function {
        "plan" => const { &Kind::Object(PLAN) },
        "apply" => const { &Kind::Object(APPLY) },
        _ => const { &Kind::Object(PULL) },
    };
    let mut issues = Issues::default();
    issues.append("", check_request(options.as_bytes(), kind, UnknownProviders::Refused));
    issues.json()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misspelt_option_or_choice_is_told_with_the_nearest_one() {
        for (function, names, nearest) in [
            ("plan", r#"{"unverfied":0}"#, "did you mean `unverified`?"),
            ("apply", r#"{"concurency":0}"#, "did you mean `concurrency`?"),
            ("pull", r#"{"env":0}"#, "did you mean `envs`?"),
            ("plan", r#"{"unverified":"trst"}"#, "did you mean `trust`?"),
            ("plan", r#"{"drift":"overwritte"}"#, "did you mean `overwrite`?"),
        ] {
            assert!(option_issues(function, names).contains(nearest), "{}", option_issues(function, names));
        }
        assert_eq!(option_issues("plan", r#"{"lock":0,"signal":0}"#), "[]");
    }
}

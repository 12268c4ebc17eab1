//! Finds entries that ask for the same credential.

use std::collections::BTreeMap;

use super::issues::Issues;
use super::pair::Key;
use crate::check::read::Value;
use crate::prose::push_decimal;

/// Lists entries that ask for the same credential as an earlier one, as JSON: `[[path, message], …]`. The input is an array
/// of objects with `env`, `region`, `team_id` and `provider`, one for each entry.
pub fn duplicates(keys: &str) -> String {
    let mut seen: BTreeMap<Key, usize> = BTreeMap::new();
    let mut issues = Issues::default();
    for (index, key) in Value::document(keys.as_bytes()).items().map(Key::of).enumerate() {
        if let Some(first) = seen.get(&key) {
            let mut message = "expected one entry for each team and provider: `credentials[".to_owned();
            push_decimal(&mut message, *first);
            message.push_str("]` has the same ones");
            let mut path = "credentials[".to_owned();
            push_decimal(&mut path, index);
            path.push(']');
            issues.push(path, &message);
        } else {
            seen.insert(key, index);
        }
    }
    issues.json()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_for_the_team_provider_and_scope_of_another_one_is_an_issue() {
        let key = |env: &str, team: &str, provider: &str| {
            format!(r#"{{"env":"{env}","region":"us","team_id":"{team}","provider":"{provider}"}}"#)
        };
        let keys = [
            key("sandbox", "a", "oura"),
            key("production", "a", "oura"),
            key("sandbox", "b", "oura"),
            key("sandbox", "a", "strava"),
            key("sandbox", "A", "oura"),
        ];

        let issues = duplicates(&format!("[{}]", keys.join(",")));

        assert_eq!(
            issues,
            r#"[["credentials[4]","expected one entry for each team and provider: `credentials[0]` has the same ones"]]"#
        );
    }
}

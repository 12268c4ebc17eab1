//! Finds entries that ask for the same credential.

use std::collections::BTreeMap;

use super::entry::{Entry, Key};
use super::issues::Issues;
use crate::check::read::Value;
use crate::prose::push_decimal;

/// Lists entries that ask for the same credential as an earlier one, as JSON: `[[path, message], …]`. The input is that
/// of [`difference`](super::difference()).
pub fn duplicates(input: &str) -> String {
    let document = Value::document(input.as_bytes());
    let mut seen: BTreeMap<Key, usize> = BTreeMap::new();
    let mut issues = Issues::default();
    for (index, entry) in document.member("entries").into_iter().flat_map(Value::items).enumerate() {
        let Entry { key, .. } = Entry::of(entry);
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
        let entry = |env: &str, team: &str, provider: &str| {
            format!(
                r#"{{"env":"{env}","region":"us","body":{{"team_id":"{team}","provider":"{provider}"}}}}"#
            )
        };
        let entries = [
            entry("sandbox", "a", "oura"),
            entry("production", "a", "oura"),
            entry("sandbox", "b", "oura"),
            entry("sandbox", "a", "strava"),
            entry("sandbox", "A", "oura"),
        ];

        let issues = duplicates(&format!(r#"{{"entries":[{}]}}"#, entries.join(",")));

        assert_eq!(
            issues,
            r#"[["credentials[4]","expected one entry for each team and provider: `credentials[0]` has the same ones"]]"#
        );
    }
}

//! Finds entries that ask for the same credential.

use std::collections::BTreeMap;

use super::issues::Issues;
use crate::prose::push_decimal;

/// Lists entries that ask for the same credential as an earlier one, as JSON: `[[path, message], …]`. The input has a line for
/// each entry, of which equal ones ask for the same.
pub fn duplicates(keys: &str) -> String {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    let mut issues = Issues::default();
    for (index, key) in keys.lines().enumerate() {
        if let Some(first) = seen.get(key) {
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
    fn an_entry_that_is_equal_to_an_earlier_one_is_an_issue() {
        assert_eq!(
            duplicates("a/strava\nb/strava\na/oura\na/strava"),
            r#"[["credentials[3]","expected one entry for each team and provider: `credentials[0]` has the same ones"]]"#
        );
    }
}

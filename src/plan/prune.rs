//! Decides which stored credentials may be deleted.

use super::pair::Key;
use crate::check::read::Value;
use crate::models::SetProvider;
use crate::models::schema::{Described, Kind};

/// The bounds within which credentials that the config does not ask for are deleted.
#[derive(Debug, Clone, Copy)]
pub struct Bounds<'a>(pub Option<Value<'a>>);

impl Bounds<'_> {
    /// Whether a credential lies within the bounds. A provider that `set` does not accept never does, since nobody could
    /// set its credential again.
    pub fn hold(self, key: Key<'_>) -> bool {
        let Kind::Values(providers) = SetProvider::KIND else { return false };
        providers.find(key.provider.as_bytes()).is_some()
            && self.0.into_iter().flat_map(Value::items).any(|bound| holds(bound, key))
    }
}

/// Whether one bound holds for a key. A list that is left out bounds nothing, and an empty list holds for nothing.
fn holds(bound: Value<'_>, key: Key<'_>) -> bool {
    let is = |name: &str, value: &str| bound.text(name).is_some_and(|text| text == value);
    let has = |name: &str, value: &str| {
        bound.member(name).is_none_or(|list| {
            list.items().filter_map(Value::string).any(|item| item.eq_ignore_ascii_case(value))
        })
    };
    is("env", key.env)
        && is("region", key.region)
        && has("team_ids", key.team_id)
        && has("providers", key.provider)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hold(bounds: &str, team_id: &str, provider: &str) -> bool {
        let key = Key { env: "sandbox", region: "us", team_id, provider };
        Bounds(Some(Value::document(bounds.as_bytes()))).hold(key)
    }

    #[test]
    fn bounds_hold_for_what_all_their_parts_name() {
        for (bounds, expected) in [
            ("[]", false),
            (r#"[{"env":"sandbox","region":"us"}]"#, true),
            (r#"[{"env":"production","region":"us"}]"#, false),
            (r#"[{"env":"sandbox","region":"eu"}]"#, false),
            (r#"[{"env":"sandbox"}]"#, false),
            (r#"[{"region":"us"}]"#, false),
            ("[{}]", false),
            (r#"[{"env":"sandbox","region":"us","team_ids":["A"]}]"#, true),
            (r#"[{"env":"sandbox","region":"us","team_ids":["b"]}]"#, false),
            (r#"[{"env":"sandbox","region":"us","team_ids":[]}]"#, false),
            (r#"[{"env":"sandbox","region":"us","providers":["strava"]}]"#, true),
            (r#"[{"env":"sandbox","region":"us","providers":["oura"]}]"#, false),
            (r#"[{"env":"sandbox","region":"us","providers":[]}]"#, false),
            (r#"[{"env":"sandbox","region":"us","providers":[]},{"env":"sandbox","region":"us"}]"#, true),
        ] {
            assert_eq!(hold(bounds, "a", "strava"), expected, "{bounds}");
        }
        let key = Key { env: "sandbox", region: "us", team_id: "a", provider: "strava" };
        assert!(!Bounds(None).hold(key));
    }

    #[test]
    fn a_provider_that_nobody_could_set_again_is_never_within_bounds() {
        for provider in ["acme", "hint_health", ""] {
            assert!(!hold(r#"[{"env":"sandbox","region":"us"}]"#, "a", provider), "{provider}");
        }
    }
}

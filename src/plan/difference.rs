//! Compares a config with what is stored.

use super::change::{Action, Change};
use super::fields::compared;
use super::issues::Issues;
use super::pair::{Entry, Pair};
use super::prune::Bounds;
use super::secret::{Equal, SecretState, WantedSecret};
use super::writer::List;
use crate::check::read::Value;
use crate::prose::push_decimal;

/// Compares what a config asks for with what is stored.
///
/// `pairs` has a line for each credential that the config asks for or that is stored, those of the config first and in its
/// order. `Pair::all` describes a line.
///
/// `equal` has a line for each pair that [`fingerprints_needed`] lists: which of its fingerprints are equal, as `Equal`
/// describes it.
///
/// `options` is a JSON object:
///
/// - `bounds`: where credentials that the config does not ask for may be deleted. Each has `env`, `region`, and optionally
///   `team_ids` and `providers`.
/// - `prune`: whether they are deleted.
/// - `unverified`: `skip`, `send` or `trust`.
/// - `drift`: `skip` or `overwrite`.
///
/// The output is JSON: `{"changes":[…],"summary":{…}}`, or `{"issues":[[path, message], …]}` if the config does not say
/// enough. Each change has the number of its pair. It contains no secret.
pub fn difference(options: &str, pairs: &str, equal: &str) -> String {
    let options = Options::of(options);
    let mut equal = equal.split('\n');
    let mut changes = Vec::new();
    let mut issues = Issues::default();
    for (number, pair) in Pair::all(pairs).enumerate() {
        let Some(entry) = &pair.entry else {
            if options.prunes && options.bounds.hold(pair.key) {
                changes.push((pair.key, Change::deletion(number)));
            }
            continue;
        };
        let secret = pair.secret;
        let equal = if secret.needs_fingerprints() { equal.next().unwrap_or_default() } else { "" };
        let change = options.change(number, entry, pair.stored, secret.state(Equal(equal)));
        let is_update = change.action == Action::Update;
        if is_update && secret.wanted == WantedSecret::Open && secret.is_stored {
            let mut path = "credentials[".to_owned();
            push_decimal(&mut path, number);
            path.push_str("].client_secret");
            issues.push(path, NO_SECRET);
        }
        changes.push((pair.key, change));
    }
    let mut json = String::new();
    if issues.is_empty() {
        changes.sort_by_key(|(one, _)| *one);
        push_plan(&mut json, &changes.into_iter().map(|(_, change)| change).collect::<Vec<_>>());
    } else {
        push_issues(&mut json, &issues);
    }
    json
}

/// Lists the pairs for which [`difference`] needs fingerprints, as JSON: `[[number, needs_stored_hash], …]`.
pub fn fingerprints_needed(pairs: &str) -> String {
    let mut json = String::new();
    let mut list = List::array(&mut json);
    for (number, Pair { secret, .. }) in Pair::all(pairs).enumerate() {
        if secret.needs_fingerprints() {
            let mut needed = List::array(list.item());
            push_decimal(needed.item(), number);
            needed.item().push_str(if secret.needs_stored_hash() { "true" } else { "false" });
            needed.end();
        }
    }
    list.end();
    json
}

struct Options<'a> {
    bounds: Bounds<'a>,
    prunes: bool,
    unverified: String,
    drift: String,
}

impl<'a> Options<'a> {
    fn of(options: &'a str) -> Self {
        let options = Value::document(options.as_bytes());
        Self {
            bounds: Bounds(options.member("bounds")),
            prunes: options.is_set("prune"),
            unverified: options.text("unverified").unwrap_or_default(),
            drift: options.text("drift").unwrap_or_default(),
        }
    }

    /// The change that an entry asks for.
    fn change(
        &self,
        pair: usize,
        entry: &Entry<'_>,
        stored: Option<Value<'_>>,
        secret: SecretState,
    ) -> Change {
        let mut fields = compared(entry.body, stored, &entry.references());
        let differs = !fields.changes.is_empty();
        let (action, reason) = match (secret, stored) {
            (_, None) => (Action::Create, None),
            (SecretState::Rotated, _) => (Action::Update, None),
            (SecretState::None | SecretState::Same, _) if differs => (Action::Update, None),
            (SecretState::None | SecretState::Same, _) => (Action::None, None),
            (SecretState::Unverified, _) => match (self.unverified.as_str(), differs) {
                ("send", _) | ("trust", true) => (Action::Update, None),
                ("trust", false) => (Action::Trust, None),
                _ => (Action::Skip, Some(UNVERIFIED)),
            },
            (SecretState::ChangedElsewhere, _) => match self.drift.as_str() {
                "overwrite" => (Action::Update, None),
                _ => (Action::Skip, Some(CHANGED_ELSEWHERE)),
            },
        };
        if action != Action::Update {
            fields.drops.clear();
        }
        Change { pair, action, secret, fields, reason }
    }
}

const UNVERIFIED: &str =
    "the stored client secret is unknown; choose by `unverified` whether to send ours or to trust it";
const CHANGED_ELSEWHERE: &str =
    "somebody else wrote this credential; choose by `drift` whether to overwrite it";

/// The message about an entry that would update a credential without saying what becomes of its client secret.
const NO_SECRET: &str =
    "expected the client secret, or null to remove it, because an update sends the whole credential";

fn push_plan(json: &mut String, changes: &[Change]) {
    let mut plan = List::object(json);
    let mut list = List::array(plan.member("changes"));
    changes.iter().for_each(|change| change.push_to(list.item()));
    list.end();
    let mut summary = List::object(plan.member("summary"));
    for action in Action::ALL {
        let count = changes.iter().filter(|change| change.action == action).count();
        push_decimal(summary.member(action.name()), count);
    }
    let mut secrets = List::object(summary.member("secrets"));
    for state in SecretState::ALL {
        let count = changes.iter().filter(|change| change.secret == state).count();
        push_decimal(secrets.member(state.name()), count);
    }
    secrets.end();
    summary.end();
    plan.end();
}

fn push_issues(json: &mut String, issues: &Issues) {
    let mut object = List::object(json);
    issues.push_to(object.member("issues"));
    object.end();
}

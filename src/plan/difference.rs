//! Compares a config with what is stored.

use std::collections::BTreeMap;

use super::change::{Action, Change};
use super::entry::{Entry, Key, Stored};
use super::fields::{Fields, compared};
use super::issues::Issues;
use super::prune::Bounds;
use super::secret::{Knowledge, SecretState, WantedSecret};
use super::writer::List;
use crate::check::read::Value;
use crate::prose::push_decimal;

/// Compares what a config asks for with what is stored. The input is JSON, an object with these keys:
///
/// - `entries`: what the config asks for. Each has `env`, `region`, `body` (the whole body of `set`, valid), and optionally
///   `team_name`, `references` (paths in the body), `lock` (`updated_at`, `secret`, `hash`, `pending`) and `fingerprints`
///   (`sha256`, `secret`, `hash`).
/// - `stored`: what the API returned, valid. Each has `env`, `region`, `credential`, and optionally `team_name`.
/// - `bounds`: where credentials that the config does not ask for may be deleted. Each has `env`, `region`, and optionally
///   `team_ids` and `providers`.
/// - `prune`: whether they are deleted.
/// - `unverified`: `skip`, `send` or `trust`.
/// - `drift`: `skip` or `overwrite`.
///
/// The output is JSON: `{"changes":[…],"summary":{…}}`, or `{"issues":[[path, message], …]}` if the config does not say
/// enough. It contains no secret.
pub fn difference(input: &str) -> String {
    let input = Input::of(input);
    let mut changes: BTreeMap<Key, Change> = BTreeMap::new();
    let mut issues = Issues::default();
    for (index, entry) in input.entries().enumerate() {
        let key = entry.key.clone();
        let stored = input.stored.get(&key);
        let knowledge = entry.knowledge(stored);
        let change = input.change(entry, &knowledge, stored);
        let is_update = change.action == Action::Update;
        if is_update && knowledge.wanted == WantedSecret::Open && knowledge.is_stored() {
            let mut path = "credentials[".to_owned();
            push_decimal(&mut path, index);
            path.push_str("].client_secret");
            issues.push(path, NO_SECRET);
        }
        changes.insert(key, change);
    }
    for (key, stored) in &input.stored {
        if input.prunes && !changes.contains_key(key) && input.bounds.hold(key) {
            changes.insert(key.clone(), deletion(stored));
        }
    }
    let mut json = String::new();
    if issues.is_empty() {
        push_plan(&mut json, &changes)
    } else {
        push_issues(&mut json, &issues)
    }
    json
}

/// Lists the entries whose fingerprints [`difference`] needs, as JSON: `[[index, needs_stored_hash], …]`. The input is
/// that of [`difference`], without fingerprints.
pub fn fingerprints_needed(input: &str) -> String {
    let input = Input::of(input);
    let mut json = String::new();
    let mut list = List::array(&mut json);
    for (index, entry) in input.entries().enumerate() {
        let knowledge = entry.knowledge(input.stored.get(&entry.key));
        if knowledge.needs_fingerprints() {
            let mut needed = List::array(list.item());
            push_decimal(needed.item(), index);
            needed.item().push_str(if knowledge.needs_stored_hash() { "true" } else { "false" });
            needed.end();
        }
    }
    list.end();
    json
}

/// The input, with the stored credentials by their keys.
struct Input<'a> {
    document: Value<'a>,
    stored: BTreeMap<Key, Stored<'a>>,
    bounds: Bounds<'a>,
    prunes: bool,
    unverified: String,
    drift: String,
}

impl<'a> Input<'a> {
    fn of(input: &'a str) -> Self {
        let document = Value::document(input.as_bytes());
        let stored = document.member("stored").into_iter().flat_map(Value::items).map(Stored::of);
        Self {
            document,
            stored: stored.map(|stored| (stored.key.clone(), stored)).collect(),
            bounds: Bounds(document.member("bounds")),
            prunes: document.is_set("prune"),
            unverified: document.text("unverified").unwrap_or_default(),
            drift: document.text("drift").unwrap_or_default(),
        }
    }

    fn entries(&self) -> impl Iterator<Item = Entry<'a>> + use<'a> {
        self.document.member("entries").into_iter().flat_map(Value::items).map(Entry::of)
    }

    /// The change that an entry asks for.
    fn change(&self, entry: Entry<'a>, knowledge: &Knowledge<'a>, stored: Option<&Stored<'a>>) -> Change {
        let secret = knowledge.state();
        let credential = stored.map(|stored| stored.credential);
        let mut fields = compared(entry.body, credential, &entry.references());
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
        Change {
            action,
            key: entry.key,
            team_name: entry.team_name,
            id: stored.and_then(|stored| stored.id.clone()),
            updated_at: stored.and_then(|stored| stored.updated_at.clone()),
            secret,
            fields,
            reason,
        }
    }
}

const UNVERIFIED: &str =
    "the stored client secret is unknown; choose by `unverified` whether to send ours or to trust it";
const CHANGED_ELSEWHERE: &str =
    "somebody else wrote this credential; choose by `drift` whether to overwrite it";

/// The message about an entry that would update a credential without saying what becomes of its client secret.
const NO_SECRET: &str =
    "expected the client secret, or null to remove it, because an update sends the whole credential";

fn deletion(stored: &Stored<'_>) -> Change {
    let Stored { key, team_name, id, updated_at, .. } = stored.clone();
    Change {
        action: Action::Delete,
        key,
        team_name,
        id,
        updated_at,
        secret: SecretState::None,
        fields: Fields::default(),
        reason: None,
    }
}

fn push_plan(json: &mut String, changes: &BTreeMap<Key, Change>) {
    let mut plan = List::object(json);
    let mut list = List::array(plan.member("changes"));
    changes.values().for_each(|change| change.push_to(list.item()));
    list.end();
    let mut summary = List::object(plan.member("summary"));
    for action in Action::ALL {
        let count = changes.values().filter(|change| change.action == action).count();
        push_decimal(summary.member(action.name()), count);
    }
    let mut secrets = List::object(summary.member("secrets"));
    for state in SecretState::ALL {
        let count = changes.values().filter(|change| change.secret == state).count();
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

//! Tests of whole plans.

#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "a failing test may panic")]

use proptest::prelude::*;
use serde_json::{Value, json};

use super::{difference, fingerprints_needed};

const TEAM: &str = "0b5c1c9e-7a35-4a5e-8a64-6f2a0a3c1d11";

/// Joins `entries` and `stored` to pairs, as the host does.
fn paired(input: &Value) -> Vec<Value> {
    let list = |name: &str| input[name].as_array().cloned().unwrap_or_default();
    let key = |one: &Value, team: &Value, provider: &Value| {
        json!([one["env"], one["region"], team.as_str().unwrap().to_lowercase(), provider])
    };
    let mut pairs: Vec<(Value, Value)> = Vec::new();
    for entry in list("entries") {
        let key = key(&entry, &entry["body"]["team_id"], &entry["body"]["provider"]);
        pairs.push((key.clone(), json!({ "team_name": entry["team_name"], "entry": entry })));
    }
    for stored in list("stored") {
        let credential = &stored["credential"];
        let key = key(&stored, &credential["team_id"], &credential["source"]);
        match pairs.iter_mut().find(|(other, _)| *other == key) {
            Some((_, pair)) => pair["stored"] = credential.clone(),
            None => pairs.push((key, json!({ "stored": credential }))),
        }
    }
    pairs
        .into_iter()
        .map(|(key, mut pair)| {
            for (index, name) in ["env", "region", "team_id", "provider"].into_iter().enumerate() {
                pair[name] = key[index].clone();
            }
            pair
        })
        .collect()
}

/// The difference for an input, as JSON.
fn compared(input: &Value) -> String {
    let pairs = paired(input);
    let lines = lines(&pairs);
    let needed: Vec<(usize, bool)> = serde_json::from_str(&fingerprints_needed(&lines)).unwrap();
    let equal: Vec<_> =
        needed.iter().map(|(pair, _)| pairs[*pair]["entry"]["equal"].as_str().unwrap_or_default()).collect();
    difference(&input.to_string(), &lines, &equal.join("\n"))
}

/// The lines of pairs, as [`Pair::all`](super::pair::Pair::all) reads them.
fn lines(pairs: &[Value]) -> String {
    let line = |pair: &Value| {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let (entry, stored) = (&pair["entry"], &pair["stored"]);
        let lock = &entry["lock"];
        let secret = |value: &Value| {
            if value.as_str().is_some_and(|text| !text.is_empty()) { "given" } else { "absent" }
        };
        [
            text(&pair["env"]),
            text(&pair["region"]),
            text(&pair["team_id"]),
            text(&pair["provider"]),
            match entry["body"].get("client_secret") {
                _ if entry.is_null() => "",
                None => "open",
                Some(value) => secret(value),
            }
            .to_owned(),
            if stored.is_null() { "" } else { secret(&stored["client_secret_hash"]) }.to_owned(),
            match lock["pending"].as_bool() {
                _ if lock.is_null() => "",
                Some(true) => "pending",
                _ => "settled",
            }
            .to_owned(),
            text(&lock["updated_at"]),
            text(&stored["updated_at"]),
            if entry.is_null() { String::new() } else { entry["body"].to_string() },
            if stored.is_null() { String::new() } else { stored.to_string() },
            String::new(),
        ]
        .join("\t")
    };
    pairs.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// The plan for an input, as JSON, with what identifies each credential.
fn plan(input: &Value) -> Value {
    let pairs = paired(input);
    let mut plan: Value = serde_json::from_str(&compared(input)).unwrap();
    for change in plan["changes"].as_array_mut().into_iter().flatten() {
        let pair = &pairs[change["pair"].as_u64().unwrap() as usize];
        for name in ["env", "region", "team_id", "provider"] {
            change[name] = pair[name].clone();
        }
        change.as_object_mut().unwrap().shift_remove("pair");
    }
    plan
}

fn entry(provider: &str, body: Value) -> Value {
    let mut whole = json!({ "team_id": TEAM, "provider": provider });
    whole.as_object_mut().unwrap().extend(body.as_object().unwrap().clone());
    json!({ "env": "sandbox", "region": "us", "team_name": "Clinic", "body": whole })
}

fn stored(provider: &str, fields: Value) -> Value {
    let mut credential = json!({
        "id": format!("id of {provider}"),
        "team_id": TEAM.to_uppercase(),
        "source": provider,
        "created_at": "2026-05-01T10:00:00Z",
        "updated_at": "2026-05-01T10:00:00Z",
    });
    credential.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    json!({ "env": "sandbox", "region": "us", "credential": credential })
}

/// The action and the state of the secret of the only change.
fn only(input: &Value) -> (String, String) {
    let plan = plan(input);
    let changes = plan["changes"].as_array().unwrap();
    assert_eq!(changes.len(), 1, "{plan}");
    let text = |name: &str| changes[0][name].as_str().unwrap().to_owned();
    (text("action"), text("secret"))
}

#[test]
fn nothing_is_asked_for_and_nothing_is_done() {
    let empty = json!({
        "actions": [],
        "changes": [],
    });
    assert_eq!(plan(&json!({}))["changes"], empty["changes"]);
    assert_eq!(
        plan(&json!({ "entries": [], "stored": [], "prune": true, "bounds": [] }))["summary"]["delete"],
        0
    );
}

#[test]
fn a_change_has_its_action_its_secret_and_its_differences() {
    let input = json!({
        "entries": [entry("strava", json!({ "client_id": "new", "client_secret": "s3cret" }))],
        "stored": [stored("strava", json!({ "client_id": "old", "client_secret_hash": "hash" }))],
        "unverified": "send",
    });

    let plan = plan(&input);

    assert_eq!(
        plan,
        json!({
            "changes": [{
                "action": "update",
                "env": "sandbox",
                "region": "us",
                "team_id": TEAM,
                "provider": "strava",
                "secret": "unverified",
                "fields": [
                    { "path": "client_id", "change": "changed", "sensitive": false, "before": "old", "after": "new" },
                ],
            }],
            "summary": {
                "create": 0, "update": 1, "delete": 0, "trust": 0, "skip": 0, "none": 0,
                "secrets": { "none": 0, "same": 0, "rotated": 0, "unverified": 1, "changed_elsewhere": 0 },
            },
        })
    );
}

#[test]
fn an_entry_is_created_updated_or_left() {
    let wanted = entry("strava", json!({ "client_id": "a" }));
    let with = |found: Value| only(&json!({ "entries": [wanted.clone()], "stored": [found] }));

    assert_eq!(
        only(&json!({ "entries": [wanted.clone()], "stored": [] })),
        ("create".to_owned(), "none".to_owned())
    );
    assert_eq!(with(stored("strava", json!({ "client_id": "a" }))).0, "none");
    assert_eq!(with(stored("strava", json!({ "client_id": "b" }))).0, "update");
    assert_eq!(with(stored("strava", json!({}))).0, "update");
}

#[test]
fn an_unverified_secret_is_skipped_sent_or_trusted() {
    let wanted = |id: &str| entry("strava", json!({ "client_id": id, "client_secret": "s3cret" }));
    let found = stored("strava", json!({ "client_id": "a", "client_secret_hash": "hash" }));
    let with = |id: &str, unverified: &str| {
        only(&json!({ "entries": [wanted(id)], "stored": [found.clone()], "unverified": unverified })).0
    };

    assert_eq!(["skip", "send", "trust"].map(|choice| with("a", choice)), ["skip", "update", "trust"]);
    // A body is whole: the other differences are skipped with the secret, and sent with it.
    assert_eq!(["skip", "send", "trust"].map(|choice| with("b", choice)), ["skip", "update", "update"]);
}

#[test]
fn a_credential_that_somebody_else_wrote_is_skipped_or_overwritten() {
    let mut wanted = entry("strava", json!({ "client_secret": "s3cret" }));
    wanted["lock"] = json!({ "updated_at": "2026-04-01T10:00:00Z" });
    wanted["equal"] = json!("secret");
    let found = stored("strava", json!({ "client_secret_hash": "hash" }));
    let with = |drift: &str| {
        only(&json!({ "entries": [wanted.clone()], "stored": [found.clone()], "drift": drift }))
    };

    assert_eq!(with("skip"), ("skip".to_owned(), "changed_elsewhere".to_owned()));
    assert_eq!(with("overwrite"), ("update".to_owned(), "changed_elsewhere".to_owned()));
}

#[test]
fn a_skipped_change_says_why() {
    let input = json!({
        "entries": [entry("strava", json!({ "client_secret": "s3cret" }))],
        "stored": [stored("strava", json!({ "client_secret_hash": "hash" }))],
    });

    assert!(plan(&input)["changes"][0]["reason"].as_str().unwrap().contains("`unverified`"));
}

#[test]
fn an_update_that_leaves_the_secret_open_is_an_issue() {
    let input = |secret: Value, hash: Value| {
        json!({
            "entries": [
                entry("oura", json!({})),
                entry("strava", json!({ "client_id": "new" })),
                entry("fitbit", secret),
            ],
            "stored": [
                stored("oura", json!({ "client_secret_hash": "hash" })),
                stored("strava", json!({ "client_id": "old", "client_secret_hash": hash })),
                stored("fitbit", json!({ "client_secret_hash": "hash" })),
            ],
        })
    };

    let issues = plan(&input(json!({ "client_id": "new" }), json!("hash")))["issues"].clone();
    let paths: Vec<_> = issues.as_array().unwrap().iter().map(|issue| issue[0].clone()).collect();
    assert_eq!(paths, ["credentials[1].client_secret", "credentials[2].client_secret"]);
    let removed = plan(&input(json!({ "client_id": "new", "client_secret": null }), json!("")));
    assert_eq!(removed["summary"]["update"], 2);
}

#[test]
fn nothing_is_deleted_without_prune_and_outside_of_the_bounds() {
    let input = |prune: bool, bounds: Value| {
        json!({
            "entries": [entry("strava", json!({}))],
            "stored": [stored("strava", json!({})), stored("oura", json!({})), stored("acme", json!({}))],
            "prune": prune,
            "bounds": bounds,
        })
    };
    let deleted = |prune, bounds| plan(&input(prune, bounds))["summary"]["delete"].clone();
    let everything = json!([{ "env": "sandbox", "region": "us" }]);

    assert_eq!(deleted(true, everything.clone()), 1);
    assert_eq!(deleted(false, everything), 0);
    assert_eq!(deleted(true, json!([])), 0);
    assert_eq!(deleted(true, json!([{ "env": "sandbox", "region": "us", "providers": ["strava"] }])), 0);
}

#[test]
fn changes_are_sorted_by_environment_region_team_and_provider() {
    let mut entries: Vec<_> = ["strava", "oura"].map(|provider| entry(provider, json!({}))).to_vec();
    let mut other = entry("polar", json!({}));
    other["env"] = json!("production");
    entries.push(other);

    let plan = plan(&json!({ "entries": entries }));

    let providers: Vec<_> =
        plan["changes"].as_array().unwrap().iter().map(|change| &change["provider"]).collect();
    assert_eq!(providers, ["polar", "oura", "strava"]);
}

#[test]
fn fingerprints_are_asked_for_by_the_number_of_the_pair() {
    let mut touched = entry("strava", json!({ "client_secret": "s" }));
    touched["lock"] = json!({ "updated_at": "2026-04-01T10:00:00Z" });
    let input = json!({
        "entries": [
            entry("oura", json!({ "client_secret": "s" })),
            touched,
            entry("polar", json!({ "client_secret": "s" })),
            entry("fitbit", json!({})),
        ],
        "stored": [
            stored("strava", json!({ "client_secret_hash": "hash" })),
            stored("polar", json!({ "client_secret_hash": "hash" })),
            stored("fitbit", json!({ "client_secret_hash": "hash" })),
        ],
    });

    assert_eq!(fingerprints_needed(&lines(&paired(&input))), "[[1,true],[2,false]]");
}

/// A credential: provider, client id, secret, and the details of Polar or none.
fn wanted() -> impl Strategy<Value = Value> {
    let provider = prop::sample::select(vec!["strava", "oura", "polar", "whoop_v2"]);
    let text = || prop::option::of("[a-z]{1,3}");
    (provider, text(), text(), prop::option::of("s3cret[0-9]")).prop_map(|(provider, id, secret, webhook)| {
        let mut body = json!({});
        if let Some(id) = id {
            body["client_id"] = json!(id);
        }
        body["client_secret"] = secret.map_or(Value::Null, |secret| json!(format!("s3cret{secret}")));
        if let (Some(webhook), "polar") = (webhook, provider) {
            body["details"] = json!({ "webhook_secret": webhook });
        }
        entry(provider, body)
    })
}

/// Entries, one for each provider.
fn entries() -> impl Strategy<Value = Vec<Value>> {
    prop::collection::btree_map("[a-d]", wanted(), 0..4).prop_map(|entries| {
        let mut seen = Vec::new();
        entries
            .into_values()
            .filter(|entry| {
                let provider = entry["body"]["provider"].clone();
                let is_new = !seen.contains(&provider);
                seen.push(provider);
                is_new
            })
            .collect()
    })
}

/// What the API stores after an entry was set. Its hashes are salted, so that they prove nothing.
fn set(entry: &Value) -> Value {
    let body = &entry["body"];
    stored(
        body["provider"].as_str().unwrap(),
        json!({
            "client_id": body["client_id"],
            "client_secret_hash": body["client_secret"].as_str().map(|secret| format!("salted {}", secret.len())),
            "details": body["details"],
        }),
    )
}

/// An entry with the lock and the fingerprints that follow from setting it.
fn locked(entry: &Value) -> Value {
    let mut entry = entry.clone();
    if entry["body"]["client_secret"].is_string() {
        entry["lock"] = json!({ "updated_at": "2026-05-01T12:00:00+02:00" });
        entry["equal"] = json!("secret");
    }
    entry
}

/// The same value, with the keys of all objects in the opposite order.
fn turned(value: Value) -> Value {
    match value {
        Value::Object(members) => members
            .into_iter()
            .rev()
            .map(|(key, value)| (key, turned(value)))
            .collect::<serde_json::Map<_, _>>()
            .into(),
        Value::Array(items) => items.into_iter().map(turned).collect::<Vec<_>>().into(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => value,
    }
}

/// The paths of all differences.
fn paths(plan: &Value) -> Vec<Value> {
    let changes = plan["changes"].as_array().unwrap().iter();
    changes
        .flat_map(|change| change["fields"].as_array().cloned().unwrap_or_default())
        .map(|field| field["path"].clone())
        .collect()
}

proptest! {
    #[test]
    fn a_plan_after_an_apply_is_empty(entries in entries()) {
        let input = json!({
            "entries": entries.iter().map(locked).collect::<Vec<_>>(),
            "stored": entries.iter().map(set).collect::<Vec<_>>(),
            "prune": true,
            "bounds": [{ "env": "sandbox", "region": "us" }],
        });

        prop_assert_eq!(&plan(&input)["summary"]["none"], &json!(entries.len()));
    }

    #[test]
    fn the_order_of_entries_and_of_stored_credentials_changes_nothing(wanted in entries(), found in entries(), seed in 0..24_usize) {
        let shuffled = |list: &[Value]| {
            let mut list = list.to_vec();
            if !list.is_empty() {
                let length = list.len();
                list.rotate_left(seed % length);
                if seed % 2 == 0 { list.reverse(); }
            }
            list
        };
        let found: Vec<_> = found.iter().map(set).collect();
        let input = |entries: Vec<Value>, stored: Vec<Value>| json!({
            "entries": entries, "stored": stored, "unverified": "send", "prune": true,
            "bounds": [{ "env": "sandbox", "region": "us" }],
        });

        let one = input(wanted.clone(), found.clone());
        let other = input(shuffled(&wanted), shuffled(&found));
        prop_assert_eq!(plan(&one), plan(&other));
    }

    #[test]
    fn the_order_of_keys_and_of_described_lists_changes_nothing(
        states in prop::collection::vec("[A-C]", 0..4),
        types in prop::sample::subsequence(vec!["client_bill", "commercial_insurance", "patient_bill"], 0..4),
        stored_states in prop::collection::vec("[A-C]", 0..4),
    ) {
        let details = |types: &[&str], states: &[String]| json!({
            "quest": { "a": [1, 2], "b": { "c": 1, "d": 2 } },
            "allowed_billing_types": types,
            "disallowed_billing_states": { "patient_bill": states, "client_bill": states },
        });
        let input = |wanted: Value, found: Value| json!({
            "entries": [entry("quest", json!({ "client_id": "a", "details": wanted }))],
            "stored": [stored("quest", json!({ "details": found, "client_id": "a" }))],
        });
        let reversed = |list: &[String]| list.iter().rev().cloned().collect::<Vec<_>>();
        let mut other_types = types.clone();
        other_types.reverse();

        let one = plan(&input(details(&types, &states), details(&types, &stored_states)));
        let other = plan(&input(
            turned(details(&other_types, &reversed(&states))),
            turned(details(&types, &reversed(&stored_states))),
        ));
        prop_assert_eq!(&one["summary"], &other["summary"]);
        prop_assert_eq!(paths(&one), paths(&other));
    }

    #[test]
    fn no_secret_of_the_input_is_in_a_plan(wanted in entries(), found in entries(), unverified in "skip|send|trust") {
        let input = json!({
            "entries": wanted.iter().map(locked).collect::<Vec<_>>(),
            "stored": found.iter().map(set).collect::<Vec<_>>(),
            "unverified": unverified,
            "prune": true,
            "bounds": [{ "env": "sandbox", "region": "us" }],
        });

        let output = compared(&input);
        prop_assert!(!output.contains("s3cret") && !output.contains("salted"));
    }

    #[test]
    fn deletes_lie_within_the_bounds(wanted in entries(), found in entries(), bound in "strava|oura|polar|whoop_v2") {
        let input = json!({
            "entries": wanted,
            "stored": found.iter().map(set).collect::<Vec<_>>(),
            "unverified": "send",
            "prune": true,
            "bounds": [{ "env": "sandbox", "region": "us", "providers": [bound] }],
        });

        for change in plan(&input)["changes"].as_array().unwrap() {
            if change["action"] == "delete" {
                prop_assert_eq!(change["provider"].as_str(), Some(bound.as_str()));
            }
        }
    }
}

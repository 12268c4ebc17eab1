//! The validator agrees with serde_json about what is JSON, and with the serde models about which documents are valid.
//! The documents are valid, almost valid, or damaged.

#![cfg(not(target_os = "unknown"))]
#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    clippy::wildcard_enum_match_arm,
    reason = "a failing test may panic"
)]

mod description;
mod oracle;

use description::{DATE_TIME, Description, UUID};
use junction_credentials::check::{UnknownProviders, check_answer, check_request, check_upsert};
use junction_credentials::models::schema::{Described, Kind};
use junction_credentials::models::{
    CustomCredentialsResponse, DeleteTeamCustomCredentialsResponse, HTTPValidationError,
    ListTeamCustomCredentialsQuery, PrepareTeamCustomCredentialsBody, PrepareTeamCustomCredentialsResponse,
    UpsertTeamCustomCredentialsBody,
};
use oracle::{disagreement, is_json};
use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::{Value, json};

/// Bytes with a meaning in JSON, and bytes without one.
const BYTES: &[u8] = b"{}[]\",:\\/ \n\t0123456789.-+eEtrufalsn\x00\x1f\x7f\x80\xc3\xa9\xe2\xf0\xff";

/// A change to one node of a document.
#[derive(Debug, Clone)]
enum Edit {
    Remove,
    Replace(Value),
    Add(String, Value),
}

/// A change to the bytes of a document.
#[derive(Debug, Clone)]
enum Tear {
    Delete,
    Insert(u8),
    Overwrite(u8),
    Truncate,
    Repeat(usize),
}

fn any_string() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(UUID.to_owned()),
        Just(DATE_TIME.to_owned()),
        Just("2026-02-30T10:00:00Z".to_owned()),
        Just("fitbit".to_owned()),
        Just("freestyle_libre".to_owned()),
        "\\PC{0,12}",
        any::<String>(),
    ]
}

fn any_key() -> impl Strategy<Value = String> {
    let description = Description::read();
    let keys: Vec<String> = description.objects.values().flatten().map(|field| field.key.clone()).collect();
    prop_oneof![3 => proptest::sample::select(keys), 1 => any_string()]
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any_string().prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            proptest::collection::vec((any_key(), inner), 0..4)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

/// A valid document. A page contains every shape of details.
fn described(schema: &str) -> Value {
    let description = Description::read();
    let mut instance = description.instance(schema);
    if let Some(credentials) = instance.get_mut("credentials").and_then(Value::as_array_mut) {
        for shape in description.shapes() {
            let mut credential = credentials[0].clone();
            credential["details"] = description.instance(shape);
            credentials.push(credential);
        }
    }
    instance
}

fn edited(mut document: Value, edits: &[(Index, Edit)]) -> Value {
    for (index, edit) in edits {
        let mut pointers = Vec::new();
        collect_pointers(&document, String::new(), &mut pointers);
        let pointer = index.get(&pointers);
        match edit {
            Edit::Replace(value) => *document.pointer_mut(pointer).unwrap() = value.clone(),
            Edit::Add(key, value) => {
                if let Some(Value::Object(members)) = document.pointer_mut(pointer) {
                    members.insert(key.clone(), value.clone());
                }
            }
            Edit::Remove => {
                let Some((parent, key)) = pointer.rsplit_once('/') else { continue };
                match document.pointer_mut(parent).unwrap() {
                    Value::Object(members) => {
                        drop(members.shift_remove(&key.replace("~1", "/").replace("~0", "~")))
                    }
                    Value::Array(items) => drop(items.remove(key.parse().unwrap())),
                    _ => {}
                }
            }
        }
    }
    document
}

fn collect_pointers(value: &Value, pointer: String, pointers: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            for (key, value) in members {
                let key = key.replace('~', "~0").replace('/', "~1");
                collect_pointers(value, format!("{pointer}/{key}"), pointers);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                collect_pointers(item, format!("{pointer}/{index}"), pointers);
            }
        }
        _ => {}
    }
    pointers.push(pointer);
}

fn torn(mut bytes: Vec<u8>, tears: &[(Index, Tear)]) -> Vec<u8> {
    for (index, tear) in tears {
        if bytes.is_empty() {
            break;
        }
        let at = index.index(bytes.len());
        match tear {
            Tear::Delete => drop(bytes.remove(at)),
            Tear::Insert(byte) => bytes.insert(at, *byte),
            Tear::Overwrite(byte) => bytes[at] = *byte,
            Tear::Truncate => bytes.truncate(at),
            Tear::Repeat(length) => {
                let end = (at + length).min(bytes.len());
                let piece = bytes[at..end].to_vec();
                bytes.splice(at..at, piece);
            }
        }
    }
    bytes
}

fn documents(schema: &'static str) -> impl Strategy<Value = Vec<u8>> {
    let edit = prop_oneof![
        2 => Just(Edit::Remove),
        3 => any_json().prop_map(Edit::Replace),
        2 => (any_key(), any_json()).prop_map(|(key, value)| Edit::Add(key, value)),
    ];
    let byte = proptest::sample::select(BYTES);
    let tear = prop_oneof![
        3 => Just(Tear::Delete),
        3 => byte.clone().prop_map(Tear::Insert),
        3 => byte.prop_map(Tear::Overwrite),
        1 => Just(Tear::Truncate),
        1 => (1..40_usize).prop_map(Tear::Repeat),
    ];
    let whole = prop_oneof![8 => Just(described(schema)), 1 => any_json()];
    let edits = proptest::collection::vec((any::<Index>(), edit), 0..3);
    let tears = prop_oneof![Just(Vec::new()), proptest::collection::vec((any::<Index>(), tear), 0..4),];
    (whole, edits, tears, any::<bool>()).prop_map(|(whole, edits, tears, pretty)| {
        let document = edited(whole, &edits);
        let text = if pretty { serde_json::to_vec_pretty(&document) } else { serde_json::to_vec(&document) };
        torn(text.unwrap(), &tears)
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1024, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn check_and_serde_agree_about_pages(bytes in documents("CustomCredentialsResponse")) {
        prop_assert_eq!(disagreement::<CustomCredentialsResponse>(&bytes), None);
    }

    #[test]
    fn check_and_serde_agree_about_deletions(bytes in documents("DeleteTeamCustomCredentialsResponse")) {
        prop_assert_eq!(disagreement::<DeleteTeamCustomCredentialsResponse>(&bytes), None);
    }

    #[test]
    fn check_and_serde_agree_about_preparations(bytes in documents("PrepareTeamCustomCredentialsResponse")) {
        prop_assert_eq!(disagreement::<PrepareTeamCustomCredentialsResponse>(&bytes), None);
    }

    #[test]
    fn check_and_serde_agree_about_validation_errors(bytes in documents("HTTPValidationError")) {
        prop_assert_eq!(disagreement::<HTTPValidationError>(&bytes), None);
    }

    #[test]
    fn check_and_serde_agree_about_arbitrary_bytes(bytes in proptest::collection::vec(proptest::sample::select(BYTES), 0..24)) {
        prop_assert_eq!(disagreement::<CustomCredentialsResponse>(&bytes), None);
    }

    #[test]
    fn what_set_takes_has_the_described_shape(bytes in documents("UpsertTeamCustomCredentialsBody")) {
        if let Ok(text) = std::str::from_utf8(&bytes)
            && check_upsert(text.as_bytes(), UnknownProviders::Refused).is_ok()
        {
            let value = serde_json::from_str::<Value>(text).unwrap();
            let model = serde_json::from_value::<UpsertTeamCustomCredentialsBody>(value);
            prop_assert!(model.is_ok(), "{model:?}: {text}");
        }
    }

    #[test]
    fn a_request_is_refused_with_issues_or_has_the_described_shape(bytes in documents("PrepareTeamCustomCredentialsBody")) {
        if let Ok(text) = std::str::from_utf8(&bytes) {
            for kind in [&PrepareTeamCustomCredentialsBody::KIND, &ListTeamCustomCredentialsQuery::KIND] {
                match check_request(text.as_bytes(), kind, UnknownProviders::Refused) {
                    Ok(_) => prop_assert!(is_json(&bytes)),
                    Err(issues) => prop_assert!(!issues.is_empty()),
                }
            }
        }
    }
}

#[test]
fn what_json_parse_takes_and_serde_does_not_is_taken() {
    for text in [r#""\ud800""#, "1e999", r#"{"__proto__":{}}"#] {
        assert!(check_answer(text.as_bytes(), &Kind::Json).is_ok(), "{text}");
    }
}

#[test]
fn what_json_parse_refuses_is_refused() {
    for text in [
        "",
        " ",
        "nul",
        "tru",
        "01",
        "-",
        "1.",
        ".5",
        "+1",
        "1e",
        "1e+",
        "0x10",
        "NaN",
        "Infinity",
        "'a'",
        "\"",
        "\"\\x\"",
        "\"\\u12g4\"",
        "\"\u{1}\"",
        "\"\n\"",
        "[1,]",
        "[,1]",
        "[1 2]",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{a:1}",
        "[",
        "{",
        "]",
        "[}",
        "1 1",
        "// 1",
        "\u{a0}1",
        "\u{feff}\u{feff}1",
    ] {
        assert!(check_answer(text.as_bytes(), &Kind::Json).is_err(), "{text:?}");
        assert!(!is_json(text.as_bytes()), "{text:?}");
    }
}

#[test]
fn a_byte_order_mark_in_front_is_skipped() {
    assert!(check_answer("\u{feff} {}".as_bytes(), &Kind::JsonObject).is_ok());
}

#[test]
fn a_text_nests_512_deep_and_no_deeper() {
    let page = |depth: usize| {
        let extra = format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        format!(r#"{{"credentials":[],"extra":{extra}}}"#)
    };
    let depths = [(510, true), (511, true), (512, false), (100_000, false)];

    for (depth, is_ok) in depths {
        let checked = check_answer(page(depth).as_bytes(), const { &CustomCredentialsResponse::KIND });
        assert_eq!(checked.is_ok(), is_ok, "{depth}: {checked:?}");
    }
    assert!(check_answer("[".repeat(100_000).as_bytes(), &Kind::Json).is_err());
    assert!(check_answer(json!([[[]]]).to_string().as_bytes(), &Kind::Json).is_ok());
}

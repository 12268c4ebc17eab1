//! Tests with random secrets, in random texts, that no secret is left in what an error says of a response.

use std::fmt::Write;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::{Value, json};

use super::super::mask::Mask;
use super::super::refusal::{detail_in, issues_in};
use crate::models::IssueLocation;

/// Characters that are changed by some encoding, and those of encodings.
const SPECIAL: &[char] = &[
    '"', '\\', '/', '\u{1}', '\t', '\n', '\u{7f}', '\u{85}', '*', '%', '+', ' ', '&', '=', '-', '_', 'ä',
    'ÿ', '€', '😀',
];

/// Writes a secret in one of the forms in which it can come back.
type Form = fn(&str) -> String;

/// The forms by their names.
const FORMS: &[(&str, Form)] = &[
    ("as it is", |secret| secret.to_owned()),
    ("JSON", short_escapes),
    ("JSON with escaped slashes", |secret| short_escapes(secret).replace('/', "\\/")),
    ("JSON in ASCII", |secret| unicode_escapes(secret, |unit| !(0x20..0x7F).contains(&unit), lower_unit)),
    ("JSON in escapes, lower case", |secret| unicode_escapes(secret, |_| true, lower_unit)),
    ("JSON in escapes, upper case", |secret| unicode_escapes(secret, |_| true, upper_unit)),
    ("JSON in JSON", |secret| short_escapes(&short_escapes(secret))),
    ("percent-encoded, lower case", |secret| percent(secret, is_unreserved, lower_byte)),
    ("percent-encoded, upper case", |secret| percent(secret, is_unreserved, upper_byte)),
    ("percent-encoded, all bytes, lower case", |secret| percent(secret, |_| false, lower_byte)),
    ("percent-encoded, all bytes, upper case", |secret| percent(secret, |_| false, upper_byte)),
    ("of a form", |secret| percent(secret, is_unreserved, upper_byte).replace("%20", "+")),
    ("base64", |secret| base64(secret, b"+/", "=")),
    ("base64 without padding", |secret| base64(secret, b"+/", "")),
    ("base64url", |secret| base64(secret, b"-_", "=")),
    ("base64url without padding", |secret| base64(secret, b"-_", "")),
    ("base64 in JSON", |secret| base64(secret, b"+/", "=").replace('/', "\\/")),
    ("base64, percent-encoded", |secret| percent(&base64(secret, b"+/", "="), is_unreserved, upper_byte)),
    ("JSON, percent-encoded", |secret| percent(&short_escapes(secret), is_unreserved, upper_byte)),
];

fn short_escapes(secret: &str) -> String {
    let quoted = Value::from(secret).to_string();
    quoted[1..quoted.len() - 1].to_owned()
}

/// Escapes the UTF-16 code units that `is_escaped` selects, and what JSON demands.
fn unicode_escapes(secret: &str, is_escaped: fn(u32) -> bool, write: fn(u16) -> String) -> String {
    let mut text = String::new();
    for char in secret.chars() {
        if is_escaped(char.into()) || "\"\\".contains(char) {
            char.encode_utf16(&mut [0; 2]).iter().for_each(|unit| text.push_str(&write(*unit)));
        } else {
            text.push(char);
        }
    }
    text
}

fn lower_unit(unit: u16) -> String {
    format!("\\u{unit:04x}")
}

fn upper_unit(unit: u16) -> String {
    format!("\\u{unit:04X}")
}

fn is_unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._~".contains(&byte)
}

fn percent(secret: &str, is_kept: fn(u8) -> bool, write: fn(u8) -> String) -> String {
    let encoded = |byte| if is_kept(byte) { char::from(byte).to_string() } else { write(byte) };
    secret.bytes().map(encoded).collect()
}

fn lower_byte(byte: u8) -> String {
    format!("%{byte:02x}")
}

fn upper_byte(byte: u8) -> String {
    format!("%{byte:02X}")
}

/// Base64 as RFC 4648 describes it, written from the bits and not as the package does it.
fn base64(secret: &str, last_two: &[u8; 2], padding: &str) -> String {
    let mut bits = String::new();
    secret.bytes().for_each(|byte| write!(bits, "{byte:08b}").unwrap());
    while !bits.len().is_multiple_of(6) {
        bits.push('0');
    }
    let alphabet: Vec<u8> = (b'A'..=b'Z').chain(b'a'..=b'z').chain(b'0'..=b'9').chain(*last_two).collect();
    let digit = |at: usize| char::from(alphabet[usize::from_str_radix(&bits[at..at + 6], 2).unwrap()]);
    let mut text: String = (0..bits.len()).step_by(6).map(digit).collect();
    while !padding.is_empty() && !text.len().is_multiple_of(4) {
        text.push_str(padding);
    }
    text
}

fn any_secret() -> impl Strategy<Value = String> {
    let char = prop_oneof![
        proptest::char::range('a', 'z'),
        "[A-Z0-9]".prop_map(|text| text.chars().next().unwrap()),
        select(SPECIAL)
    ];
    vec(char, 8..24).prop_map(|chars| chars.into_iter().collect())
}

/// Some secrets, of which some overlap, contain each other, or contain stars.
fn any_secrets() -> impl Strategy<Value = Vec<String>> {
    let relation = (any::<Index>(), 0..5, any_secret());
    (any_secret(), vec(relation, 0..3)).prop_map(|(first, relations)| {
        let mut secrets = vec![first];
        for (other, relation, new) in relations {
            let other = other.get(&secrets);
            let half = other.char_indices().nth(other.chars().count() / 2).unwrap().0;
            let secret = match relation {
                0 => format!("{other}{new}"),
                1 => format!("{}{new}", &other[half..]),
                2 => format!("{new}{}", &other[..half]),
                3 => {
                    format!("{}***{}", &new[..1.max(new.chars().next().unwrap().len_utf8())], &other[half..])
                }
                _ => new,
            };
            if secret.chars().count() >= 8 {
                secrets.push(secret);
            }
        }
        secrets
    })
}

/// A part of a text: noise, or a secret in a form.
#[derive(Debug, Clone)]
enum Part {
    Noise(String),
    Secret(Index, Index),
}

fn any_noise() -> impl Strategy<Value = String> {
    let char =
        prop_oneof![2 => "[a-fnu0-4 ]".prop_map(|text| text.chars().next().unwrap()), 1 => select(SPECIAL)];
    vec(char, 0..8).prop_map(|chars| chars.into_iter().collect())
}

fn any_parts() -> impl Strategy<Value = Vec<Part>> {
    let secret = (any::<Index>(), any::<Index>()).prop_map(|(secret, form)| Part::Secret(secret, form));
    vec(prop_oneof![any_noise().prop_map(Part::Noise), secret], 1..6)
}

fn text_of(parts: &[Part], secrets: &[String]) -> String {
    let write = |part: &Part| match part {
        Part::Noise(noise) => noise.clone(),
        Part::Secret(secret, form) => form.get(FORMS).1(secret.get::<String>(secrets)),
    };
    parts.iter().map(write).collect()
}

fn mask_of(secrets: &[String]) -> Mask {
    let mut mask = Mask::default();
    secrets.iter().for_each(|secret| mask.add(secret));
    mask
}

/// The forms of secrets that a text contains.
fn left(text: &str, secrets: &[String]) -> Vec<String> {
    let mut left = Vec::new();
    for secret in secrets {
        for (name, form) in FORMS {
            if text.contains(&form(secret)) {
                left.push(format!("{secret:?} {name}"));
            }
        }
    }
    left
}

fn detail(detail: Value, mask: &Mask) -> String {
    detail_in(json!({ "detail": detail }).to_string().as_bytes(), mask).unwrap()
}

/// A text with a secret in it more often than without.
fn any_text() -> impl Strategy<Value = (Vec<String>, String)> {
    (any_secrets(), any_parts()).prop_map(|(secrets, parts)| {
        let text = text_of(&parts, &secrets);
        (secrets, text)
    })
}

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config(256))]

    #[test]
    fn no_secret_is_left_in_a_detail_in_any_form((secrets, text) in any_text(), is_object in any::<bool>()) {
        let body = if is_object { json!({ "error_message": text }) } else { json!(text) };

        let masked = detail(body, &mask_of(&secrets));

        prop_assert_eq!(left(&masked, &secrets), [""; 0], "{:?} became {:?}", text, masked);
    }
}

proptest! {
    #![proptest_config(config(64))]

    #[test]
    fn no_secret_is_left_in_an_issue_in_any_form((secrets, text) in any_text()) {
        let issue = json!({ "loc": ["body", text, 0], "msg": text, "type": text, "input": text });
        let body = json!({ "detail": [issue] }).to_string();

        let issues = issues_in(body.as_bytes(), &mask_of(&secrets));

        prop_assert_eq!(left(&issues[0].msg, &secrets), [""; 0], "{:?} became {:?}", text, issues[0].msg);
        prop_assert_eq!(&issues[0].code, &issues[0].msg);
        prop_assert_eq!(&issues[0].loc[1], &IssueLocation::Key(issues[0].msg.clone()));
    }

    #[test]
    fn a_detail_has_a_thousand_characters_at_most_and_no_control_character(
        (secrets, text) in any_text(),
        count in 1_usize..100,
    ) {
        let masked = detail(json!(text.repeat(count)), &mask_of(&secrets));

        prop_assert!(masked.chars().count() <= 1000, "{}", masked.chars().count());
        prop_assert!(!masked.contains(char::is_control), "{:?} became {:?}", text, masked);
    }

    #[test]
    fn a_detail_depends_on_its_text_alone((secrets, text) in any_text()) {
        let mask = mask_of(&secrets);
        let escaped = unicode_escapes(&text, |_| true, upper_unit);

        let masked = detail(json!(text), &mask);

        for body in [
            format!(r#"{{"detail":"{escaped}"}}"#),
            format!("\u{feff} {{ \"a\": [{}],\n \"detail\" :\t\"{}\" }} ", json!(text), short_escapes(&text)),
            json!({ "detail": { "code": text, "error_message": text, "message": "no" } }).to_string(),
            json!({ "detail": { "error_message": null, "message": text } }).to_string(),
        ] {
            let same = detail_in(body.as_bytes(), &mask).unwrap();
            prop_assert_eq!(&same, &masked, "{}", body);
        }
    }

    #[test]
    fn a_text_without_secrets_and_control_characters_is_unchanged_up_to_its_cut(
        secrets in any_secrets(),
        noise in any_noise(),
        count in 1_usize..300,
    ) {
        let text: String = noise.repeat(count).chars().filter(|char| !char.is_control()).collect();

        let masked = detail(json!(text), &mask_of(&secrets));

        prop_assert_eq!(masked, text.chars().take(1000).collect::<String>());
    }
}

/// The smallest texts that have hidden a secret.
#[test]
fn no_secret_is_left_in_the_smallest_texts_that_hid_one() {
    for (secret, text) in [
        // JSON in JSON, with a backslash in the secret.
        ("pass\\word", r#"{\"client_secret\":\"pass\\\\word\"}"#),
        // JSON in a query.
        ("pass\"word", "?body=%7B%22pass%5C%22word%22%7D"),
        // The characters before a secret form an escape with its first ones.
        ("name\"word", r#"C:\name\"word"#),
        ("\u{e4}-password", r"\u\u00e4-password"),
        ("Aa\"password", "100%Aa%22password"),
        ("password\t", r"\äpassword\t"),
    ] {
        let secrets = [secret.to_owned()];

        let masked = detail(json!(text), &mask_of(&secrets));

        assert_eq!(left(&masked, &secrets), [""; 0], "{text}");
        assert!(masked.contains("***"), "{masked}");
    }
}

#[test]
fn a_secret_that_a_control_character_splits_leaves_no_control_character_when_it_is_masked() {
    let secrets = ["pass word key".to_owned()];

    let masked = detail(json!("pass%20word\u{7}key, %07"), &mask_of(&secrets));

    assert!(!masked.contains(char::is_control), "{masked:?}");
    assert!(masked.starts_with("***, "), "{masked:?}");
}

#[test]
fn a_long_text_has_a_detail_even_if_a_long_secret_was_sent() {
    let text = "The team is archived. ".repeat(500);

    let masked = detail(json!(text), &mask_of(&["k".repeat(2000)]));

    assert_eq!(masked, text.chars().take(1000).collect::<String>());
}

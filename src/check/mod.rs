//! The one door for bytes: is this JSON, and of the shape that the models describe?
//!
//! What is as described is read once, from front to back, and nothing is allocated for it. Words are found where
//! something is not as described, and only there. Steps that lead there stand out of the way, and need only be small.
//!
//! What the API sends is met with patience: values, keys and shapes that this version does not know pass, since the
//! API is extended every few weeks, and the first thing that is malformed ends the check. What a caller wants to send
//! is met with precision: unknown values of known lists are refused, and everything that is wrong is told at once.

mod any_of;
mod cursor;
mod document;
mod drift;
mod expectation;
mod place;
pub mod read;
mod rules;
mod text;
mod upsert;

pub use cursor::MAX_DEPTH;
pub use drift::drifts;
pub use rules::UnknownProviders;
pub use text::Text;

use std::num::NonZeroUsize;

use any_of::Before;
use cursor::Cursor;
use document::{Behind, Document};
use place::Place;
use read::Value;
use rules::Rules;

use crate::error::{Issue, Path};
use crate::models::schema::{Described, Kind, Object, Range, Values};
use crate::models::{Pairing, UpsertTeamCustomCredentialsBody, WireType, formats};
use crate::prose::{push_all, push_decimal};

/// Checks what the API sent. A byte order mark in front is no part of the document.
///
/// # Errors
///
/// The first thing that is not as described: its path, and what was expected there.
pub fn check_answer(bytes: &[u8], kind: &'static Kind) -> Result<(), Issue> {
    match Checker::after(bytes, kind, Rules::ANSWER).issues.pop() {
        Some(issue) => Err(issue),
        None => Ok(()),
    }
}

/// Checks a document of a type that callers may hold: what is sent is met with precision, what comes back with patience.
///
/// # Errors
///
/// Everything that is not as described in what is sent, and the first such thing in what comes back.
pub fn check_document(bytes: &[u8], wire_type: WireType) -> Result<(), Vec<Issue>> {
    let rules = if wire_type.is_request() {
        let are_of_upsert = wire_type == WireType::UpsertTeamCustomCredentialsBody;
        Rules { are_of_upsert, ..Rules::request(UnknownProviders::Refused) }
    } else {
        Rules::ANSWER
    };
    let issues = Checker::after(bytes, wire_type.kind(), rules).issues;
    if issues.is_empty() { Ok(()) } else { Err(issues) }
}

/// Checks what a caller wants to send.
///
/// # Errors
///
/// Everything that is not as described.
pub fn check_request(
    json: &[u8],
    kind: &'static Kind,
    unknown_providers: UnknownProviders,
) -> Result<(), Vec<Issue>> {
    Checker::after(json, kind, Rules::request(unknown_providers)).verdict()
}

/// Checks the body of `set`.
///
/// # Errors
///
/// Everything that is not as described, or not what the provider asks for.
pub fn check_upsert(json: &[u8], unknown_providers: UnknownProviders) -> Result<(), Vec<Issue>> {
    let kind = const { &UpsertTeamCustomCredentialsBody::KIND };
    let rules = Rules { are_of_upsert: true, ..Rules::request(unknown_providers) };
    Checker::after(json, kind, rules).verdict()
}

/// The check of one document, and what it found.
struct Checker<'a> {
    json: Document<'a>,
    rules: Rules,
    /// What the provider of the document asks for.
    pairing: Option<&'static Pairing>,
    /// Whether the check goes on behind an issue.
    collects: bool,
    /// How many issues it keeps.
    most_issues: usize,
    issues: Vec<Issue>,
    drifts: Vec<Issue>,
}

/// The bit for keys that are not described.
const OTHERS: u32 = 1 << 31;

impl<'a> Checker<'a> {
    /// A check that is over. Where there is no place behind a value, an issue has ended it, or this is no JSON: which of
    /// the two is found out from the beginning.
    #[inline(never)]
    fn after(bytes: &'a [u8], kind: &Kind, rules: Rules) -> Self {
        let json = Document(bytes);
        let mut checker = Self {
            json,
            rules,
            pairing: if rules.are_of_upsert { upsert::pairing_in(Value::document(bytes)) } else { None },
            collects: rules.is_thorough,
            most_issues: usize::MAX,
            issues: Vec::new(),
            drifts: Vec::new(),
        };
        let end = checker.item(json.start(), kind, &Place::Root);
        let is_whole = end.is_some_and(|end| json.behind_whitespace(end.get()) == bytes.len());
        if !is_whole {
            // What is no JSON is nothing else, wherever the check has ended.
            let mut cursor = Cursor::at(json, json.start());
            if cursor.document().is_none() || checker.issues.is_empty() {
                checker.issues = vec![malformed(cursor)];
            }
        } else if let Some(pairing) = checker.pairing {
            checker.presence(Value::document(bytes), pairing);
        }
        checker
    }

    /// Everything that is wrong, if anything is.
    fn verdict(self) -> Result<(), Vec<Issue>> {
        if self.issues.is_empty() { Ok(()) } else { Err(self.issues) }
    }

    /// Steps over a value, white space in front included.
    #[inline(always)]
    fn value(&mut self, json: Document<'a>, at: usize, kind: &Kind, place: &Place<'_>) -> Behind {
        let at = json.behind_whitespace(at);
        let mut not_null = kind;
        if let Kind::Nullable(inner) = kind {
            if json.byte(at) == Some(b'n') {
                return json.begins(at, b"null");
            }
            not_null = inner;
        }
        let end = match not_null {
            Kind::String => json.string(at),
            Kind::Secret | Kind::Values(_) if !self.rules.is_thorough => json.string(at),
            Kind::Uuid => json.uuid(at),
            Kind::DateTime => json.date_time(at),
            Kind::Secret
            | Kind::Boolean
            | Kind::Integer
            | Kind::Range(_)
            | Kind::Traceparent
            | Kind::Location
            | Kind::Function
            | Kind::Json
            | Kind::JsonObject
            | Kind::Values(_)
            | Kind::Array(_)
            | Kind::NonEmptyArray(_)
            | Kind::Map(_)
            | Kind::Object(_)
            | Kind::AnyOf(_)
            | Kind::Nullable(_) => None,
        };
        if end.is_some() { end } else { self.other_value(at, kind, place) }
    }

    /// Steps over a value that is no string, or a string that has to be looked at.
    #[inline(never)]
    fn other_value(&mut self, at: usize, kind: &Kind, place: &Place<'_>) -> Behind {
        let json = self.json;
        let not_null = if let Kind::Nullable(inner) = kind { inner } else { kind };
        let first = json.byte(at);
        if let (Some(object), Some(b'{')) = (not_null.members(), first) {
            return self.object(at, object, not_null, place);
        }
        match (*not_null, first) {
            (Kind::Array(items), Some(b'[')) => self.array(at, items, 0, place),
            (Kind::NonEmptyArray(items), Some(b'[')) => self.array(at, items, 1, place),
            (Kind::Boolean, Some(b't')) => json.begins(at, b"true"),
            (Kind::Boolean, Some(b'f')) => json.begins(at, b"false"),
            (Kind::Function, Some(b'n')) => json.begins(at, b"null"),
            (Kind::JsonObject, Some(b'{')) | (Kind::Json, _) => self.undescribed(at, place),
            (
                Kind::String
                | Kind::Secret
                | Kind::Uuid
                | Kind::DateTime
                | Kind::Traceparent
                | Kind::Values(_)
                | Kind::Location,
                Some(b'"'),
            ) => self.text(at, kind, not_null, place),
            (Kind::Integer | Kind::Location, Some(b'-' | b'0'..=b'9')) => self.number(at, kind, None, place),
            (Kind::Range(range), Some(b'-' | b'0'..=b'9')) => self.number(at, kind, Some(range), place),
            _ => {
                let end = self.undescribed(at, place)?;
                self.wrong_value(kind, place)?;
                Some(end)
            }
        }
    }

    /// The same for values that are few.
    #[inline(never)]
    fn item(&mut self, at: usize, kind: &Kind, place: &Place<'_>) -> Behind {
        self.value(self.json, at, kind, place)
    }

    #[inline(never)]
    fn text(&mut self, at: usize, kind: &Kind, not_null: &Kind, place: &Place<'_>) -> Behind {
        let end = self.json.string(at)?;
        let text = Text(self.json.between(at + 1, end.get() - 1)).decode();
        // The form in which formats are looked for, without escapes.
        let mut quoted = String::new();
        push_all(&mut quoted, &["\"", &text, "\""]);
        let quoted = Document(quoted.as_bytes());
        let whole = NonZeroUsize::new(quoted.0.len());
        let behind = if matches!(not_null, Kind::Uuid) {
            quoted.uuid(0)
        } else if matches!(not_null, Kind::DateTime) {
            quoted.date_time(0)
        } else if matches!(not_null, Kind::Traceparent) && formats::trace_id(&text).is_none() {
            None
        } else {
            whole
        };
        if behind != whole {
            self.wrong_value(kind, place)?;
        }
        if let Kind::Values(values) = not_null {
            self.listed(text, values, place)?;
        }
        Some(end)
    }

    #[inline(never)]
    fn listed(&mut self, text: String, values: &Values, place: &Place<'_>) -> Option<()> {
        let may_be_unknown = !self.rules.are_strict
            || (values.of_providers && self.rules.unknown_providers == UnknownProviders::Allowed);
        if values.find(text.as_bytes()).is_some() {
            Some(())
        } else if may_be_unknown {
            self.listed_value_is_new(&text, place);
            Some(())
        } else {
            self.issue(place, expectation::of_values(values))
        }
    }

    #[inline(never)]
    fn number(&mut self, at: usize, kind: &Kind, range: Option<&Range>, place: &Place<'_>) -> Behind {
        let end = self.json.value(at, 0)?;
        let number = formats::whole_number(self.json.between(at, end.get()));
        let is_inside = |number| {
            range.is_none_or(|range| (f64::from(range.from)..=f64::from(range.to)).contains(&number))
        };
        if !number.is_some_and(is_inside) {
            self.wrong_value(kind, place)?;
        }
        Some(end)
    }

    #[inline(never)]
    fn array(&mut self, at: usize, items: &Kind, at_least: usize, place: &Place<'_>) -> Behind {
        let json = self.json;
        let mut at = json.behind_whitespace(at + 1);
        let mut end = json.eat(at, b']');
        let mut count = 0;
        while end.is_none() {
            let place = Place::Index(place, count);
            let behind = if matches!(items, Kind::Object(_)) {
                self.other_value(json.behind_whitespace(at), items, &place)
            } else {
                self.item(at, items, &place)
            };
            at = json.behind_whitespace(behind?.get());
            count += 1;
            match json.eat(at, b',') {
                Some(next) => at = next.get(),
                None => end = Some(json.eat(at, b']')?),
            }
        }
        if count < at_least {
            self.issue(place, "expected at least one item".to_owned())?;
        }
        end
    }

    /// Steps over an object. It is kept short and on its own: engines count the bytes of code that a function passes over,
    /// and compile it anew when they are many. A first page should be through before.
    #[inline(never)]
    fn object(&mut self, at: usize, object: &'static Object, kind: &Kind, place: &Place<'_>) -> Behind {
        let any_of = if let Kind::AnyOf(any_of) = *kind { Some(any_of) } else { None };
        // What is wrong with a key may not matter to the shape that the object has.
        let before = if any_of.is_some() { self.try_out() } else { Before::default() };
        let start = at;
        let json = self.json;
        let mut at = json.behind_whitespace(at + 1);
        let mut end = json.eat(at, b'}');
        let mut seen = 0;
        let mut expected = 0;
        while end.is_none() {
            at = json.behind_whitespace(at);
            // First the key that the API writes at this place, then those behind it.
            let mut index = expected;
            let behind = loop {
                let Some(field) = object.fields.get(index) else {
                    let (bit, behind) = self.unusual_member(at, object, kind, place)?;
                    seen |= bit;
                    break behind;
                };
                if let Some(value) = field.token.behind(json.0, at) {
                    seen |= 1 << index;
                    expected = index + 1;
                    break self.value(json, value.get(), &field.kind, &Place::Field(place, field))?;
                }
                index += 1;
            };
            at = json.behind_whitespace(behind.get());
            match json.eat(at, b',') {
                Some(next) => at = next.get(),
                None => end = Some(json.eat(at, b'}')?),
            }
        }
        if let Some(any_of) = any_of {
            self.be_serious(before);
            if self.rules.is_thorough || self.issues.len() != before.issues || !any_of.may_have(seen) {
                self.shape(start, any_of, place, seen, before)?;
            }
        } else if object.required & !seen != 0 || seen & OTHERS != 0 {
            self.unusual_keys(object, kind, seen, place)?;
        }
        end
    }

    /// Steps over a member whose key is not described, is out of order, or has white space or escapes in it: the bit of
    /// its key, and the place behind it.
    #[cold]
    #[inline(never)]
    fn unusual_member(
        &mut self,
        at: usize,
        object: &'static Object,
        kind: &Kind,
        place: &Place<'_>,
    ) -> Option<(u32, NonZeroUsize)> {
        let (key, value) = self.json.key(at)?;
        let key = key.bytes();
        let mut fields = object.fields.iter().enumerate();
        if let Some((index, field)) = fields.find(|(_, field)| field.token.key_bytes() == &*key) {
            return Some((1 << index, self.item(value, &field.kind, &Place::Field(place, field))?));
        }
        let map = if let Kind::Map(map) = *kind { Some(map) } else { None };
        if let Some(map) = map
            && let Some(known) = map.keys.find(&key)
        {
            return Some((0, self.item(value, &map.values, &Place::Key(place, known))?));
        }
        self.is_new(&["key"], place);
        let kind = map.map_or(&Kind::Json, |map| &map.values);
        Some((OTHERS, self.item(value, kind, &Place::AnyKey(place))?))
    }

    #[cold]
    #[inline(never)]
    fn unusual_keys(
        &mut self,
        object: &'static Object,
        kind: &Kind,
        seen: u32,
        place: &Place<'_>,
    ) -> Option<()> {
        for (index, field) in object.fields.iter().enumerate() {
            if field.required && seen >> index & 1 == 0 {
                self.issue(&Place::Field(place, field), expectation::of_missing(&field.kind))?;
            }
        }
        if seen & OTHERS != 0 && self.rules.are_strict {
            if let Kind::Map(map) = *kind {
                self.issue(place, expectation::of_values(map.keys))?;
            } else if object.closed {
                self.issue(place, expectation::of_closed(object))?;
            }
        }
        Some(())
    }

    /// Steps over a value of which nothing is known but that it is JSON.
    fn undescribed(&self, at: usize, place: &Place<'_>) -> Behind {
        self.json.value(at, place.depth())
    }

    /// Says what was expected in place of a value.
    #[inline(never)]
    fn wrong_value(&mut self, kind: &Kind, place: &Place<'_>) -> Option<()> {
        // The words take longer to find than the values that are wrong.
        if self.issues.len() >= self.most_issues {
            return Some(());
        }
        self.issue(place, expectation::of_type(kind))
    }

    #[inline(never)]
    fn issue(&mut self, place: &Place<'_>, message: String) -> Option<()> {
        if self.issues.len() < self.most_issues {
            self.issues.push(Issue { path: place.path(), message });
        }
        self.collects.then_some(())
    }
}

/// What is wrong with a text that is no JSON where a cursor has stopped.
#[cold]
#[inline(never)]
fn malformed(cursor: Cursor<'_>) -> Issue {
    let is_at_end = cursor.is_at_end();
    let (what, before, behind, rest) = if is_at_end {
        ("", "it ends at byte ", ", where ", " was expected")
    } else {
        ("expected ", " at byte ", "", "")
    };
    let expected = |is_here| if is_here { cursor.expected } else { "" };
    let mut message = String::new();
    push_all(&mut message, &["malformed JSON: ", what, expected(!is_at_end), before]);
    push_decimal(&mut message, cursor.at);
    push_all(&mut message, &[behind, expected(is_at_end), rest]);
    Issue { path: Path::default(), message }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::models::{CustomCredentialsResponse, HTTPValidationError};

    const KIND: &Kind = &CustomCredentialsResponse::KIND;

    fn accepts(bytes: &[u8], kind: &'static Kind) -> bool {
        check_answer(bytes, kind).is_ok()
    }

    /// One credential for each way of its own, and nothing unusual.
    const PAGE: &str = r#"{"credentials":[
        {"id":"6f1c2a4e-0d3b-4c55-9a51-3f0e7c9d1b22","client_id":"c","client_secret_hash":null,"source":"fitbit",
            "team_id":"6F1C2A4E-0D3B-4C55-9A51-3F0E7C9D1B22","created_at":"2026-05-01T10:00:00Z",
            "updated_at":"2026-05-01T10:00:00.123456+02:00","details":{"fitbit":{"is_hr_enabled":true,
            "workout_verify_token":"1","sleep_verify_token":"\u00e4","body_verify_token":"ä"}},"new":[{}]},
        {"source":"quest","team_id":"6f1c2a4e-0d3b-4c55-9a51-3f0e7c9d1b22","created_at":"2026-05-01T10:00:00",
            "updated_at":"2024-02-29T23:59:59Z","id":"6f1c2a4e-0d3b-4c55-9a51-3f0e7c9d1b22","details":{
            "allowed_billing_types":["barter"],"disallowed_billing_states":{"patient_bill":["NY"]},"quest":{"a":1}}},
        {"id":"6f1c2a4e-0d3b-4c55-9a51-3f0e7c9d1b22","source":"new","details":{"new":1},
            "team_id":"6f1c2a4e-0d3b-4c55-9a51-3f0e7c9d1b22","created_at":"2026-05-01T10:00:00Z",
            "updated_at":"2026-05-01T10:00:00Z"}
    ],"next_cursor":"c"}"#;

    fn compact(json: &str) -> String {
        json.split_whitespace().collect()
    }

    #[test]
    fn a_page_as_described_is_accepted_with_and_without_white_space() {
        assert!(accepts(PAGE.as_bytes(), KIND));
        assert!(accepts(compact(PAGE).as_bytes(), KIND));
        assert!(accepts(compact(PAGE).replace("\":", "\" : ").as_bytes(), KIND));
    }

    #[test]
    fn a_byte_order_mark_inside_is_no_white_space() {
        assert!(!accepts("{\"new\":\u{feff}{   }".as_bytes(), const { &HTTPValidationError::KIND }));
    }

    #[test]
    fn a_uuid_and_a_date_with_escapes_are_what_they_mean() {
        let page =
            compact(PAGE).replacen("\"6f1c", "\"\\u0036f1c", 1).replacen("-01T10", "-\\u00301\\u005410", 1);

        assert!(accepts(page.as_bytes(), KIND));
        assert!(!accepts(page.replacen("\\u0036", "\\u0067", 1).as_bytes(), KIND));
        assert!(!accepts(page.replacen("\\u0054", "\\u0055", 1).as_bytes(), KIND));
    }

    #[test]
    fn what_is_no_json_is_told_as_such_though_a_shape_does_not_fit() {
        let page = compact(PAGE).replacen("\"fitbit\":{", "\"fitbit\":7,\"new\":{", 1);
        let torn = page.replacen("}}", "}]", 1);

        let message = |page: &str| check_answer(page.as_bytes(), KIND).map_err(|issue| issue.to_string());
        assert_eq!(message(&page), Err("`credentials[0].details.fitbit`: expected an object".to_owned()));
        assert!(message(&torn).is_err_and(|message| message.starts_with("malformed JSON")));

        let page = compact(PAGE).replacen("\"fitbit\"", "7", 1);
        assert_eq!(message(&page), Err("`credentials[0].source`: expected a string".to_owned()));
        for end in 1..page.len() {
            let part = page.get(..end).unwrap_or_default();
            assert!(message(part).is_err_and(|message| message.starts_with("malformed JSON")), "{part}");
        }
    }

    #[test]
    fn keys_in_another_order_are_accepted() {
        let page = r#"{"next_cursor":null,"credentials":[]}"#;

        assert!(accepts(page.as_bytes(), KIND));
    }

    #[test]
    fn no_part_of_a_page_is_accepted() {
        let page = compact(PAGE);

        for end in 0..page.len() {
            assert!(!accepts(page.as_bytes().get(..end).unwrap_or_default(), KIND), "{end}");
        }
    }

    #[test]
    fn what_is_not_as_described_is_not_accepted() {
        let page = compact(PAGE);
        for (right, wrong) in [
            ("\"team_id\"", "\"team_ID\""),
            ("6f1c2a4e-0d3b", "6f1c2a4e-0d3g"),
            ("2026-05-01T10:00:00Z", "2026-02-29T10:00:00Z"),
            ("\"fitbit\":{", "\"fitbit\":[{"),
            ("\"sleep_verify_token\"", "\"sleep\""),
            ("[\"barter\"]", "[7]"),
            ("[\"NY\"]", "\"NY\""),
            ("\"quest\":{\"a\":1}", "\"quest\":7"),
            ("\"new\":1", "\"redirect_uri\":1"),
            ("\"next_cursor\":\"c\"", "\"next_cursor\":7"),
            ("\"c\"}", "\"c\",}"),
            ("true", "tru"),
        ] {
            assert!(page.contains(right), "{right}");
            assert!(!accepts(page.replacen(right, wrong, 1).as_bytes(), KIND), "{wrong}");
        }
    }
}

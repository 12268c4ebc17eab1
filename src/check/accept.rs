//! The quick yes: most answers are as described, and to know that is to know enough.
//!
//! Whatever is unusual is left to the [`Checker`](super::Checker), which takes its time and finds words.

use std::num::NonZeroUsize;

use super::cursor::{Cursor, Malformed};
use super::plain::first_special_of_32;
use crate::models::formats;
use crate::models::schema::{AnyOf, Field, Kind, Object};

/// Whether an answer is certainly as described. What is not certain may still be.
pub fn accepts(bytes: &[u8], kind: &'static Kind) -> bool {
    let document = Document(bytes);
    document.value(0, kind, 0).is_some_and(|end| document.behind_whitespace(end.get()) == bytes.len())
}

/// A document. A place in it is the number of bytes in front of it.
///
/// Every step takes a place and gives another, in a form that fits into a register: that makes this fast.
#[derive(Clone, Copy)]
struct Document<'a>(&'a [u8]);

/// The place behind what was stepped over, if that was as described.
type Behind = Option<NonZeroUsize>;

impl<'a> Document<'a> {
    #[inline]
    fn byte(self, at: usize) -> Option<u8> {
        self.0.get(at).copied()
    }

    #[inline]
    fn word(self, at: usize) -> Option<u64> {
        self.0.get(at..)?.first_chunk().map(|bytes| u64::from_le_bytes(*bytes))
    }

    #[inline]
    fn begins(self, at: usize, text: &[u8]) -> Behind {
        (self.0.get(at..at + text.len())? == text).then(|| NonZeroUsize::new(at + text.len()))?
    }

    #[inline]
    fn eat(self, at: usize, byte: u8) -> Behind {
        if self.byte(at) == Some(byte) { NonZeroUsize::new(at + 1) } else { None }
    }

    #[inline]
    fn behind_whitespace(self, at: usize) -> usize {
        // Compact JSON has none.
        match self.byte(at) {
            Some(0..=b' ') => self.behind_much_whitespace(at),
            _ => at,
        }
    }

    #[inline(never)]
    fn behind_much_whitespace(self, mut at: usize) -> usize {
        const SPACES: u64 = u64::MAX / 0xFF * b' ' as u64;
        loop {
            match self.byte(at) {
                Some(b' ' | b'\n' | b'\r' | b'\t') => at += 1,
                _ => return at,
            }
            while self.word(at) == Some(SPACES) {
                at += 8;
            }
        }
    }

    /// Steps over something in the slow and thorough way.
    fn with_cursor(self, at: usize, step: impl FnOnce(&mut Cursor<'a>) -> Result<(), Malformed>) -> Behind {
        let mut cursor = Cursor::inside(self.0.get(at..)?);
        let start = cursor;
        step(&mut cursor).ok()?;
        NonZeroUsize::new(at + start.up_to(&cursor).len())
    }

    /// Steps over a value inside of `depth` arrays and objects, white space in front included.
    #[inline(always)]
    fn value(self, at: usize, kind: &'static Kind, depth: usize) -> Behind {
        let at = self.behind_whitespace(at);
        let mut not_null = kind;
        if let Kind::Nullable(inner) = kind {
            if self.byte(at) == Some(b'n') {
                return self.begins(at, b"null");
            }
            not_null = inner;
        }
        match not_null {
            Kind::String | Kind::Secret | Kind::Values(_) => self.string(at),
            Kind::Uuid => self.uuid(at),
            Kind::DateTime => self.date_time(at),
            Kind::Boolean
            | Kind::Integer
            | Kind::Range(..)
            | Kind::Traceparent
            | Kind::Location
            | Kind::Function
            | Kind::Json
            | Kind::JsonObject
            | Kind::Array { .. }
            | Kind::Map { .. }
            | Kind::Object(_)
            | Kind::AnyOf(_)
            | Kind::Nullable(_) => self.container(at, not_null, depth),
        }
    }

    /// Steps over what is no string.
    #[inline(never)]
    fn container(self, at: usize, kind: &'static Kind, depth: usize) -> Behind {
        match kind {
            Kind::Object(object) => self.object(at, object, depth),
            Kind::AnyOf(any_of) => self.any_of(at, any_of, depth),
            Kind::Array { items, at_least: 0 } => self.array(at, items, depth),
            Kind::Map { values, .. } => self.map(at, values, depth),
            Kind::JsonObject if self.byte(at) == Some(b'{') => self.undescribed(at, depth),
            Kind::Json => self.undescribed(at, depth),
            Kind::Boolean => self.begins(at, b"true").or_else(|| self.begins(at, b"false")),
            Kind::String
            | Kind::Secret
            | Kind::Values(_)
            | Kind::Uuid
            | Kind::DateTime
            | Kind::Integer
            | Kind::Range(..)
            | Kind::Traceparent
            | Kind::Location
            | Kind::Function
            | Kind::JsonObject
            | Kind::Array { .. }
            | Kind::Nullable(_) => None,
        }
    }

    #[inline(never)]
    fn undescribed(self, at: usize, depth: usize) -> Behind {
        self.with_cursor(at, |cursor| cursor.skip_value(depth))
    }

    #[inline(never)]
    fn string(self, at: usize) -> Behind {
        let mut at = self.eat(at, b'"')?.get();
        while let Some(bytes) = self.0.get(at..)?.first_chunk() {
            let index = first_special_of_32(bytes);
            at += index;
            if index < bytes.len() {
                break;
            }
        }
        if let Some(end) = self.eat(at, b'"') { Some(end) } else { self.rest_of_string(at) }
    }

    /// Steps over the rest of a string that has an escape or a character beyond ASCII here, or that the text ends in.
    #[inline(never)]
    fn rest_of_string(self, at: usize) -> Behind {
        self.with_cursor(at, Cursor::rest_of_string)
    }

    #[inline(never)]
    fn uuid(self, at: usize) -> Behind {
        let text = self.0.get(self.eat(at, b'"')?.get()..)?;
        let (uuid, _) = text.split_first_chunk::<{ formats::UUID }>()?;
        if formats::is_uuid(uuid) { self.eat(at + 1 + formats::UUID, b'"') } else { None }
    }

    #[inline(never)]
    fn date_time(self, at: usize) -> Behind {
        let end = self.string(at)?;
        if formats::is_date_time(self.0.get(at + 1..end.get() - 1)?) { Some(end) } else { None }
    }

    #[inline]
    fn array(self, at: usize, items: &'static Kind, depth: usize) -> Behind {
        let mut at = self.behind_whitespace(self.eat(at, b'[')?.get());
        if let Some(end) = self.eat(at, b']') {
            return Some(end);
        }
        loop {
            at = self.behind_whitespace(self.value(at, items, depth + 1)?.get());
            match self.eat(at, b',') {
                Some(next) => at = next.get(),
                None => return self.eat(at, b']'),
            }
        }
    }

    #[inline(never)]
    fn map(self, at: usize, values: &'static Kind, depth: usize) -> Behind {
        let mut at = self.behind_whitespace(self.eat(at, b'{')?.get());
        if let Some(end) = self.eat(at, b'}') {
            return Some(end);
        }
        loop {
            at = self.with_cursor(at, |cursor| cursor.key().map(|_| ()))?.get();
            at = self.behind_whitespace(self.value(at, values, depth + 1)?.get());
            match self.eat(at, b',') {
                Some(next) => at = next.get(),
                None => return self.eat(at, b'}'),
            }
        }
    }

    fn object(self, at: usize, object: &'static Object, depth: usize) -> Behind {
        let required = object.required;
        let is_complete = |seen: u64| required & !seen == 0;
        self.members(at, |index| object.fields.get(index), depth, is_complete)
    }

    fn any_of(self, at: usize, any_of: &'static AnyOf, depth: usize) -> Behind {
        let required = || any_of.members.required(any_of.shapes.len()).map(u64::from);
        let has_a_known_shape = |seen: u64| required().any(|bits| bits & !seen == 0);
        let has_an_unknown_shape = |seen: u64| required().all(|bits| bits & seen == 0);
        let is_complete = |seen: u64| has_a_known_shape(seen) || has_an_unknown_shape(seen);
        self.members(at, |index| any_of.members.get(index), depth, is_complete)
    }

    /// Steps over an object. Which of its described keys went by says a bit for each.
    #[inline]
    fn members(
        self,
        at: usize,
        field: impl Fn(usize) -> Option<&'static Field>,
        depth: usize,
        is_complete: impl Fn(u64) -> bool,
    ) -> Behind {
        let mut at = self.behind_whitespace(self.eat(at, b'{')?.get());
        let mut seen = 0;
        if let Some(end) = self.eat(at, b'}') {
            return if is_complete(seen) { Some(end) } else { None };
        }
        let mut expected = 0;
        loop {
            at = self.behind_whitespace(at);
            // First the key that the API writes at this place, then those behind it.
            let mut index = expected;
            let (value, kind) = loop {
                let Some(candidate) = field(index) else {
                    let (value, found) = self.unusual_key(at, &field)?;
                    let Some((index, field)) = found else { break (value, &Kind::Json) };
                    seen |= 1 << index;
                    break (value, &field.kind);
                };
                if let Some(value) = candidate.token.behind(self.0, at) {
                    seen |= 1 << index;
                    expected = index + 1;
                    break (value.get(), &candidate.kind);
                }
                index += 1;
            };
            at = self.behind_whitespace(self.value(value, kind, depth + 1)?.get());
            match self.eat(at, b',') {
                Some(next) => at = next.get(),
                None if is_complete(seen) => return self.eat(at, b'}'),
                None => return None,
            }
        }
    }

    /// Steps over a key that is not described, that is out of order, or that white space or the end of the text is near
    /// to: the place behind its colon, and the key if it is described.
    #[cold]
    #[inline(never)]
    fn unusual_key(
        self,
        at: usize,
        field: &impl Fn(usize) -> Option<&'static Field>,
    ) -> Option<(usize, Option<(usize, &'static Field)>)> {
        let mut found = None;
        let value = self.with_cursor(at, |cursor| {
            let key = cursor.key()?;
            let mut fields = (0..).map_while(|index| Some((index, field(index)?)));
            found = fields.find(|(_, field)| field.key.as_bytes() == &*key.bytes());
            Ok(())
        });
        Some((value?.get(), found))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::models::schema::Described;
    use crate::models::{CustomCredentialsResponse, HTTPValidationError};

    const KIND: &Kind = &CustomCredentialsResponse::KIND;

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

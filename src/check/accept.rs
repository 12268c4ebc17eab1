//! The quick yes: most answers are as described, and to know that is to know enough.
//!
//! Whatever is unusual is left to the [`Checker`](super::Checker), which takes its time and finds words.

use super::cursor::Cursor;
use crate::models::formats;
use crate::models::schema::{AnyOf, Field, Kind, Object};

/// Whether an answer is certainly as described. What is not certain may still be.
pub fn accepts(bytes: &[u8], kind: &'static Kind) -> bool {
    let mut acceptor = Acceptor { cursor: Cursor::new(bytes) };
    acceptor.value(kind, 1).is_some() && acceptor.cursor.end().is_ok()
}

struct Acceptor<'a> {
    cursor: Cursor<'a>,
}

impl Acceptor<'_> {
    /// Steps over a value inside of `depth` arrays and objects.
    #[inline]
    fn value(&mut self, kind: &'static Kind, depth: usize) -> Option<()> {
        self.cursor.skip_whitespace();
        let kind = match kind {
            Kind::Nullable(inner) => {
                if self.cursor.eat_text(b"null") {
                    return Some(());
                }
                *inner
            }
            other => other,
        };
        match kind {
            Kind::String | Kind::Secret | Kind::Values(_) => self.cursor.skip_string(),
            Kind::Uuid => {
                let (uuid, rest) = self.cursor.quoted::<36>()?;
                formats::is_uuid(uuid).then(|| self.cursor.go_to(rest))
            }
            Kind::DateTime => self.date_time(),
            Kind::Object(object) => self.object(object, depth),
            Kind::AnyOf(any_of) => self.any_of(any_of, depth),
            Kind::Array { items, at_least: 0 } => self.array(items, depth),
            Kind::Map { values, .. } => self.map(values, depth),
            Kind::JsonObject if self.cursor.peek() == Some(b'{') => self.cursor.skip_value(depth).ok(),
            Kind::Json => self.cursor.skip_value(depth).ok(),
            Kind::Boolean => (self.cursor.eat_text(b"true") || self.cursor.eat_text(b"false")).then_some(()),
            Kind::Integer
            | Kind::Range(..)
            | Kind::Traceparent
            | Kind::Location
            | Kind::Function
            | Kind::JsonObject
            | Kind::Nullable(_)
            | Kind::Array { .. } => None,
        }
    }

    fn date_time(&mut self) -> Option<()> {
        let start = self.cursor;
        self.cursor.skip_string()?;
        let text = start.up_to(&self.cursor);
        let [b'"', text @ .., b'"'] = text else { return None };
        formats::is_date_time(text).then_some(())
    }

    fn array(&mut self, items: &'static Kind, depth: usize) -> Option<()> {
        if !self.cursor.eat(b'[') {
            return None;
        }
        self.cursor.skip_whitespace();
        if self.cursor.eat(b']') {
            return Some(());
        }
        loop {
            self.value(items, depth + 1)?;
            if !self.cursor.next_item().ok()? {
                return Some(());
            }
        }
    }

    fn map(&mut self, values: &'static Kind, depth: usize) -> Option<()> {
        if !self.cursor.eat(b'{') {
            return None;
        }
        self.cursor.skip_whitespace();
        if self.cursor.eat(b'}') {
            return Some(());
        }
        loop {
            self.cursor.key().ok()?;
            self.value(values, depth + 1)?;
            if !self.cursor.next_member().ok()? {
                return Some(());
            }
        }
    }

    fn object(&mut self, object: &'static Object, depth: usize) -> Option<()> {
        let seen = self.members(|index| object.fields.get(index), depth)?;
        (object.required() & !seen == 0).then_some(())
    }

    fn any_of(&mut self, any_of: &'static AnyOf, depth: usize) -> Option<()> {
        let seen = self.members(|index| any_of.members.get(index), depth)? as u32;
        let mut required = any_of.members.required(any_of.shapes.len());
        let is_any = |bits: u32| bits & !seen == 0;
        (required.any(is_any) || any_of.members.required(any_of.shapes.len()).all(|bits| bits & seen == 0))
            .then_some(())
    }

    /// Steps over an object, and tells which of its described keys went by: a bit for each.
    #[inline]
    fn members(&mut self, field: impl Fn(usize) -> Option<&'static Field>, depth: usize) -> Option<u64> {
        if !self.cursor.eat(b'{') {
            return None;
        }
        self.cursor.skip_whitespace();
        let mut seen = 0;
        if self.cursor.eat(b'}') {
            return Some(seen);
        }
        let mut expected = 0;
        loop {
            self.cursor.skip_whitespace();
            match self.key(&field, expected) {
                Some((index, field)) => {
                    seen |= 1 << index;
                    expected = index + 1;
                    self.value(&field.kind, depth + 1)?;
                }
                None => {
                    let key = self.cursor.key().ok()?;
                    // A key that stands here in an unusual form may be a described one.
                    if key.escaped || (0..).map_while(&field).any(|field| field.key.as_bytes() == key.raw) {
                        return None;
                    }
                    self.cursor.skip_value(depth).ok()?;
                }
            }
            if !self.cursor.next_member().ok()? {
                return Some(seen);
            }
        }
    }

    /// Steps over a described key: first the one that the API writes at this place, then those behind it, then the rest.
    #[inline]
    fn key(
        &mut self,
        field: &impl Fn(usize) -> Option<&'static Field>,
        expected: usize,
    ) -> Option<(usize, &'static Field)> {
        let mut index = expected;
        let mut is_again = false;
        loop {
            match field(index) {
                Some(candidate) => {
                    if self.cursor.eat_token(&candidate.token) {
                        return Some((index, candidate));
                    }
                    index += 1;
                }
                None if is_again => return None,
                None => {
                    is_again = true;
                    index = 0;
                }
            }
        }
    }
}

//! Validates objects. Known keys in the API's order are fast, and everything else is out of line.

use std::num::NonZeroUsize;

use super::checker::{Checker, Checkpoint};
use super::document::End;
use super::expectation;
use super::place::Place;
use super::suggestion::nearest;
use crate::models::schema::{Field, Kind, Object};

/// The bit for unknown keys.
const OTHERS: u32 = 1 << 31;

impl Checker<'_> {
    /// Validates an object. This function is kept short and separate: engines count the bytes of code that a function
    /// executes, and recompile the function when the count is high. A first page should be finished before that.
    #[inline(never)]
    pub(super) fn object(
        &mut self,
        at: usize,
        object: &'static Object,
        kind: &Kind,
        place: &Place<'_>,
    ) -> End {
        let any_of = if let Kind::AnyOf(any_of) = *kind { Some(any_of) } else { None };
        // An issue with a key may be irrelevant to the shape that the object has.
        let checkpoint = if any_of.is_some() { self.try_out() } else { Checkpoint::default() };
        let start = at;
        let json = self.json;
        let mut at = json.skip_whitespace(at + 1);
        let mut end = json.eat(at, b'}');
        let mut seen = 0;
        let mut expected = 0;
        while end.is_none() {
            at = json.skip_whitespace(at);
            // Tries the key that the API writes next, then the keys after it.
            let mut index = expected;
            let after = loop {
                let Some(field) = object.table.get(index) else {
                    let (bit, after) = self.unusual_member(at, object, kind, place)?;
                    seen |= bit;
                    break after;
                };
                if let Some(value) = field.token.after(json.0, at)
                    && object.keys >> index & 1 == 1
                {
                    seen |= 1 << index;
                    expected = index + 1;
                    break self.value(json, value.get(), &field.kind, &Place::Field(place, field))?;
                }
                index += 1;
            };
            at = json.skip_whitespace(after.get());
            match json.eat(at, b',') {
                Some(next) => at = next.get(),
                None => end = Some(json.eat(at, b'}')?),
            }
        }
        if let Some(any_of) = any_of {
            self.end_attempt(checkpoint);
            if self.rules.is_thorough || self.issues.len() != checkpoint.issues || !any_of.may_have(seen) {
                self.shape(start, any_of, place, seen, checkpoint)?;
            }
        } else if object.required & !seen != 0 || seen & OTHERS != 0 {
            self.unusual_keys(object, kind, seen, place)?;
        }
        end
    }

    /// Validates a member whose key is unknown, is out of order, or is written with white space or escapes. Returns the
    /// bit of its key and the offset after the member.
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
        let mut fields = object.table.iter().enumerate();
        if let Some((index, field)) = fields.find(|(_, field)| field.token.key_bytes() == &*key)
            && object.keys >> index & 1 == 1
        {
            return Some((1 << index, self.item(value, &field.kind, &Place::Field(place, field))?));
        }
        let map = if let Kind::Map(map) = *kind { Some(map) } else { None };
        if let Some(map) = map
            && let Some(known) = map.keys.find(&key)
        {
            return Some((0, self.item(value, &map.values, &Place::Key(place, known))?));
        }
        if object.suggested {
            self.suggestion = nearest(&key, &mut object.fields().map(Field::key)).or(self.suggestion);
        }
        self.report_drift(&["key"], place);
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
        for field in object.some(object.required & !seen) {
            self.issue(&Place::Field(place, field), expectation::of_missing(&field.kind))?;
        }
        if seen & OTHERS != 0 && self.rules.are_strict {
            if let Kind::Map(map) = *kind {
                self.issue(place, expectation::of_values(map.keys, None))?;
            } else if object.closed {
                self.issue(place, expectation::of_closed(object, self.suggestion))?;
            }
        }
        Some(())
    }
}

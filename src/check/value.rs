//! Validates values of every kind except objects.

use std::num::NonZeroUsize;

use super::checker::Checker;
use super::document::{Document, End};
use super::expectation;
use super::place::Place;
use super::rules::UnknownProviders;
use super::suggestion::nearest;
use super::text::Text;
use crate::models::formats;
use crate::models::schema::{Kind, Range, Values};
use crate::prose::joined;

impl Checker<'_> {
    /// Validates a value. Skips the white space before it.
    #[inline(always)]
    pub(super) fn value(&mut self, json: Document<'_>, at: usize, kind: &Kind, place: &Place<'_>) -> End {
        let at = json.skip_whitespace(at);
        let mut not_null = kind;
        if let Kind::Nullable(inner) = kind {
            if json.byte(at) == Some(b'n') {
                return json.null(at);
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
            | Kind::SearchQuery
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

    /// Validates a value that is not a string, or a string that the fast path does not accept.
    #[inline(never)]
    pub(super) fn other_value(&mut self, at: usize, kind: &Kind, place: &Place<'_>) -> End {
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
                | Kind::SearchQuery
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

    /// Validates a value, but is not inlined. Use it for rare values.
    #[inline(never)]
    pub(super) fn item(&mut self, at: usize, kind: &Kind, place: &Place<'_>) -> End {
        self.value(self.json, at, kind, place)
    }

    #[inline(never)]
    fn text(&mut self, at: usize, kind: &Kind, not_null: &Kind, place: &Place<'_>) -> End {
        let end = self.json.string(at)?;
        let text = Text(self.json.between(at + 1, end.get() - 1));
        if let Kind::Values(values) = not_null {
            self.listed(text, values, place)?;
        } else if !has_format(&text.decode(), not_null) {
            self.wrong_value(kind, place)?;
        }
        Some(end)
    }

    #[inline(never)]
    fn listed(&mut self, text: Text<'_>, values: &Values, place: &Place<'_>) -> Option<()> {
        let may_be_unknown = !self.rules.are_strict
            || (values.of_providers && self.rules.unknown_providers == UnknownProviders::Allowed);
        let bytes = text.bytes();
        if values.find(&bytes).is_some() {
            Some(())
        } else if may_be_unknown {
            self.report_new_value(&text.decode(), place);
            Some(())
        } else {
            let known = if values.suggested { nearest(&bytes, &mut values.iter()) } else { None };
            self.issue(place, expectation::of_values(values, known))
        }
    }

    #[inline(never)]
    fn number(&mut self, at: usize, kind: &Kind, range: Option<&Range>, place: &Place<'_>) -> End {
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
    fn array(&mut self, at: usize, items: &Kind, at_least: usize, place: &Place<'_>) -> End {
        let json = self.json;
        let mut at = json.skip_whitespace(at + 1);
        let mut end = json.eat(at, b']');
        let mut count = 0;
        while end.is_none() {
            let place = Place::Index(place, count);
            let after = if matches!(items, Kind::Object(_)) {
                self.other_value(json.skip_whitespace(at), items, &place)
            } else {
                self.item(at, items, &place)
            };
            at = json.skip_whitespace(after?.get());
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

    /// Skips a JSON value that the models do not describe.
    fn undescribed(&self, at: usize, place: &Place<'_>) -> End {
        self.json.value(at, place.depth())
    }

    /// Reports which type was expected instead of this value.
    #[inline(never)]
    fn wrong_value(&mut self, kind: &Kind, place: &Place<'_>) -> Option<()> {
        // Creating a message takes longer than finding an invalid value.
        if self.is_full() {
            return Some(());
        }
        self.issue(place, expectation::of_type(kind))
    }
}

/// Whether a text has the format of a kind of strings. A kind without a format accepts every text.
fn has_format(text: &str, kind: &Kind) -> bool {
    // In quotes, because the functions that skip a value expect them.
    let quoted = joined(&["\"", text, "\""]);
    let json = Document(quoted.as_bytes());
    let whole = NonZeroUsize::new(quoted.len());
    if matches!(kind, Kind::Uuid) {
        json.uuid(0) == whole
    } else if matches!(kind, Kind::DateTime) {
        json.date_time(0) == whole
    } else if matches!(kind, Kind::Traceparent) {
        formats::trace_id(text).is_some()
    } else {
        !matches!(kind, Kind::SearchQuery) || formats::is_search_query(text)
    }
}

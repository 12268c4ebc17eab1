//! The one door for bytes: is this JSON, and of the shape that the models describe?
//!
//! What is as described is read once, from front to back, and nothing is allocated for it: that is `accept`. Whatever
//! it leaves open is read again by the `Checker`, which finds words.
//!
//! What the API sends is met with patience: values, keys and shapes that this version does not know pass, since the
//! API is extended every few weeks, and the first thing that is malformed ends the check. What a caller wants to send
//! is met with precision: unknown values of known lists are refused, and everything that is wrong is told at once.

mod accept;
mod any_of;
mod cursor;
mod drift;
mod expectation;
mod place;
mod plain;
pub mod read;
mod text;
mod upsert;

pub use cursor::MAX_DEPTH;
pub use drift::{Drift, Novelty, drifts};
pub use text::Text;
pub use upsert::check_upsert;

use std::ops::RangeInclusive;

use cursor::{Cursor, Malformed};
use place::Place;

use crate::error::{Issue, Path};
use crate::models::schema::{Kind, Object, Values};
use crate::models::{Pairing, WireType, formats};
use crate::prose::decimal;

/// Checks what the API sent. A byte order mark in front is no part of the document.
///
/// # Errors
///
/// The first thing that is not as described: its path, and what was expected there.
pub fn check_answer(bytes: &[u8], kind: &'static Kind) -> Result<(), Issue> {
    if accept::accepts(bytes, kind) {
        return Ok(());
    }
    let mut checker = Checker::new(bytes, Rules::ANSWER);
    let _flow = checker.document(kind);
    match checker.issues.into_iter().next() {
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
    if wire_type == WireType::UpsertTeamCustomCredentialsBody {
        check_upsert(bytes, UnknownProviders::Refused)
    } else if wire_type.is_request() {
        check_request(bytes, wire_type.kind(), UnknownProviders::Refused)
    } else {
        check_answer(bytes, wire_type.kind()).map_err(|issue| vec![issue])
    }
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
    let mut checker = Checker::new(json, Rules::request(unknown_providers));
    let _flow = checker.document(kind);
    if checker.issues.is_empty() { Ok(()) } else { Err(checker.issues) }
}

/// What becomes of a provider that this version does not know, in a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnknownProviders {
    /// It is an issue.
    Refused,
    /// It passes.
    Allowed,
}

/// How precisely a document is checked.
#[derive(Debug, Clone, Copy)]
struct Rules {
    /// Whether values, keys and shapes have to be known where the description lists them all.
    are_strict: bool,
    unknown_providers: UnknownProviders,
    /// What the provider of the document asks for.
    pairing: Option<&'static Pairing>,
}

impl Rules {
    const ANSWER: Self =
        Self { are_strict: false, unknown_providers: UnknownProviders::Allowed, pairing: None };

    fn request(unknown_providers: UnknownProviders) -> Self {
        Self { are_strict: true, unknown_providers, pairing: None }
    }
}

/// The check of one document: where it is, and what it found.
struct Checker<'a> {
    cursor: Cursor<'a>,
    rules: Rules,
    /// Whether the check goes on behind an issue.
    collects: bool,
    /// How many arrays and objects are open here.
    depth: usize,
    issues: Vec<Issue>,
}

/// That there is no use in going on.
struct Stop;

type Flow = Result<(), Stop>;

impl<'a> Checker<'a> {
    fn new(bytes: &'a [u8], rules: Rules) -> Self {
        Self { cursor: Cursor::new(bytes), rules, collects: rules.are_strict, depth: 0, issues: Vec::new() }
    }

    fn document(&mut self, kind: &'static Kind) -> Flow {
        self.value(kind, &Place::Root)?;
        let end = self.cursor.end();
        self.well_formed(end)
    }

    fn value(&mut self, kind: &'static Kind, place: &Place<'_>) -> Flow {
        self.cursor.skip_whitespace();
        let mut inner = kind;
        if let Kind::Nullable(not_null) = kind {
            if self.cursor.eat_text(b"null") {
                return Ok(());
            }
            inner = not_null;
        }
        match (inner, self.cursor.peek()) {
            (
                Kind::String
                | Kind::Secret
                | Kind::Uuid
                | Kind::DateTime
                | Kind::Traceparent
                | Kind::Values(_)
                | Kind::Location,
                Some(b'"'),
            ) => self.string(inner, place),
            (Kind::Integer | Kind::Location, Some(b'-' | b'0'..=b'9')) => self.integer(kind, place),
            (Kind::Range(from, to), Some(b'-' | b'0'..=b'9')) => self.range(*from..=*to, kind, place),
            (Kind::Function, _) if self.cursor.eat_text(b"null") => Ok(()),
            (Kind::Boolean, _) if self.cursor.eat_text(b"true") || self.cursor.eat_text(b"false") => Ok(()),
            (Kind::Array { items, at_least }, Some(b'[')) => self.array(items, *at_least, place),
            (Kind::Object(object), Some(b'{')) => self.object(object, place),
            (Kind::AnyOf(any_of), Some(b'{')) => self.any_of(any_of, place),
            (Kind::Map { keys, values }, Some(b'{')) => self.map(keys, values, place),
            (Kind::JsonObject, Some(b'{')) | (Kind::Json, _) => self.undescribed_value(),
            _ => {
                self.undescribed_value()?;
                self.issue(place, expectation::of_type(kind))
            }
        }
    }

    fn string(&mut self, kind: &'static Kind, place: &Place<'_>) -> Flow {
        let text = self.cursor.string();
        let text = self.well_formed(text)?;
        let is_malformed = matches!(kind, Kind::Uuid if !formats::is_uuid(&text.bytes()))
            || matches!(kind, Kind::DateTime if !formats::is_date_time(&text.bytes()))
            || matches!(kind, Kind::Traceparent if formats::trace_id(&text.decode()).is_none());
        if is_malformed {
            return self.issue(place, expectation::of_type(kind));
        }
        if let Kind::Values(values) = kind
            && !self.allows(values, text)
        {
            return self.issue(place, expectation::of_values(values));
        }
        Ok(())
    }

    fn allows(&self, values: &Values, text: Text<'_>) -> bool {
        let may_be_unknown = values.of_providers && self.rules.unknown_providers == UnknownProviders::Allowed;
        !self.rules.are_strict || may_be_unknown || values.contains(&text.decode())
    }

    fn integer(&mut self, kind: &'static Kind, place: &Place<'_>) -> Flow {
        let number = self.cursor.number();
        if formats::whole_number(self.well_formed(number)?).is_some() {
            Ok(())
        } else {
            self.issue(place, expectation::of_type(kind))
        }
    }

    fn range(&mut self, range: RangeInclusive<u32>, kind: &'static Kind, place: &Place<'_>) -> Flow {
        let number = self.cursor.number();
        let number = formats::whole_number(self.well_formed(number)?);
        let range = f64::from(*range.start())..=f64::from(*range.end());
        if number.is_some_and(|number| range.contains(&number)) {
            Ok(())
        } else {
            self.issue(place, expectation::of_type(kind))
        }
    }

    fn array(&mut self, items: &'static Kind, at_least: usize, place: &Place<'_>) -> Flow {
        self.open(b'[')?;
        let mut count = 0;
        if !self.cursor.eat(b']') {
            loop {
                self.value(items, &Place::Index(place, count))?;
                count += 1;
                let more = self.cursor.next_item();
                if !self.well_formed(more)? {
                    break;
                }
            }
        }
        self.depth -= 1;
        if count < at_least { self.issue(place, expectation::of_length(at_least)) } else { Ok(()) }
    }

    fn map(&mut self, keys: &'static Values, values: &'static Kind, place: &Place<'_>) -> Flow {
        self.open(b'{')?;
        let mut has_unknown_key = false;
        if !self.cursor.eat(b'}') {
            loop {
                let key = self.cursor.key();
                let key = self.well_formed(key)?.bytes();
                match keys.iter().find(|known| known.as_bytes() == &*key) {
                    Some(known) => self.value(values, &Place::Key(place, known))?,
                    None => {
                        has_unknown_key = true;
                        self.value(values, &Place::AnyKey(place))?;
                    }
                }
                if !self.more_members()? {
                    break;
                }
            }
        }
        self.depth -= 1;
        if has_unknown_key && self.rules.are_strict {
            self.issue(place, expectation::of_values(keys))
        } else {
            Ok(())
        }
    }

    fn object(&mut self, object: &'static Object, place: &Place<'_>) -> Flow {
        self.open(b'{')?;
        let mut seen = 0_u64;
        let mut has_unknown_key = false;
        if !self.cursor.eat(b'}') {
            loop {
                let key = self.cursor.key();
                let key = self.well_formed(key)?.bytes();
                match object.field(&key) {
                    Some((index, field)) => {
                        seen |= 1 << index;
                        self.value(&field.kind, &Place::Key(place, field.key))?;
                    }
                    None => {
                        has_unknown_key = true;
                        self.undescribed_value()?;
                    }
                }
                if !self.more_members()? {
                    break;
                }
            }
        }
        self.depth -= 1;
        self.nothing_missing(object, seen, place)?;
        if has_unknown_key && object.closed && self.rules.are_strict {
            self.issue(place, expectation::of_closed(object))
        } else {
            Ok(())
        }
    }

    fn nothing_missing(&mut self, object: &'static Object, seen: u64, place: &Place<'_>) -> Flow {
        if object.required & !seen == 0 {
            return Ok(());
        }
        for (index, field) in object.fields.iter().enumerate() {
            if field.required && seen >> index & 1 == 0 {
                self.issue(&Place::Key(place, field.key), expectation::of_missing(&field.kind))?;
            }
        }
        Ok(())
    }

    /// Steps over a value of which nothing is known but that it is JSON.
    fn undescribed_value(&mut self) -> Flow {
        let end = self.cursor.skip_value(self.depth);
        self.well_formed(end)
    }

    fn open(&mut self, bracket: u8) -> Flow {
        if self.depth >= MAX_DEPTH {
            return self.malformed(self.cursor.malformed("less nesting"));
        }
        self.depth += 1;
        self.cursor.eat(bracket);
        self.cursor.skip_whitespace();
        Ok(())
    }

    fn more_members(&mut self) -> Result<bool, Stop> {
        let more = self.cursor.next_member();
        self.well_formed(more)
    }

    fn well_formed<T>(&mut self, scanned: Result<T, Malformed>) -> Result<T, Stop> {
        scanned.map_err(|malformed| {
            let _flow = self.malformed(malformed);
            Stop
        })
    }

    fn malformed(&mut self, malformed: Malformed) -> Flow {
        let Malformed { expected, at } = malformed;
        let message = if self.cursor.is_at_end(at) {
            ["malformed JSON: it ends at byte ", &decimal(at), ", where ", expected, " was expected"].concat()
        } else {
            ["malformed JSON: expected ", expected, " at byte ", &decimal(at)].concat()
        };
        self.issues = vec![Issue { path: Path::default(), message }];
        Err(Stop)
    }

    fn issue(&mut self, place: &Place<'_>, message: String) -> Flow {
        self.keep(Issue { path: place.path(), message })
    }

    fn keep(&mut self, issue: Issue) -> Flow {
        self.issues.push(issue);
        if self.collects { Ok(()) } else { Err(Stop) }
    }
}

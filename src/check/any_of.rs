//! Which of several shapes an object has: found in one pass, by keeping the shapes that are still possible.

use super::{AnyOf, Checker, Flow, Pairing, Place, expectation};
use crate::error::Issue;
use crate::models::schema::{Kind, Object};

/// What is known of one shape while the keys go by.
struct Candidate {
    shape: &'static Object,
    /// The fields that went by: a bit for each.
    seen: u64,
    /// Whether a key went by that the shape does not describe.
    has_other_keys: bool,
    /// What this shape, were it the right one, is not satisfied with.
    issues: Vec<Issue>,
}

impl Candidate {
    fn new(shape: &'static Object) -> Self {
        Self { shape, seen: 0, has_other_keys: false, issues: Vec::new() }
    }

    fn required(&self) -> u64 {
        let fields = self.shape.fields.iter().enumerate();
        fields.fold(0, |bits, (index, field)| bits | u64::from(field.required) << index)
    }

    /// Whether the object has any of the keys that tell this shape apart.
    fn is_meant(&self) -> bool {
        self.seen & self.required() != 0
    }

    fn fits(&self, strictly: bool) -> bool {
        self.issues.is_empty()
            && self.seen & self.required() == self.required()
            && !(strictly && self.shape.closed && self.has_other_keys)
    }
}

impl Checker<'_> {
    /// Checks an object that has to have one of several shapes.
    pub(super) fn any_of(&mut self, any_of: &'static AnyOf, place: &Place<'_>) -> Flow {
        let shapes = match self.rules.pairing {
            Some(Pairing::Details(shapes) | Pairing::RequiredDetails(shapes)) => shapes,
            Some(Pairing::ClientIdOnly) | None => any_of.shapes,
        };
        if let [shape] = shapes {
            return self.object(shape, place);
        }
        let mut candidates: Vec<Candidate> = shapes.iter().map(|shape| Candidate::new(shape)).collect();
        self.open(b'{')?;
        if !self.cursor.eat(b'}') {
            loop {
                self.member_of_candidates(&mut candidates, place)?;
                if !self.more_members()? {
                    break;
                }
            }
        }
        self.depth -= 1;
        self.conclude(candidates, shapes, place)
    }

    /// Checks one key and its value against every shape that describes the key.
    fn member_of_candidates(&mut self, candidates: &mut [Candidate], place: &Place<'_>) -> Flow {
        let key = self.cursor.key();
        let key = self.well_formed(key)?.bytes();
        let value = self.cursor;
        let mut checked: Option<(&'static Kind, Vec<Issue>)> = None;
        for candidate in candidates {
            let field =
                candidate.shape.index_of(&key).map(|index| (index, candidate.shape.fields.get(index)));
            let Some((index, Some(field))) = field else {
                candidate.has_other_keys = true;
                continue;
            };
            candidate.seen |= 1 << index;
            let issues = match &checked {
                Some((kind, issues)) if **kind == field.kind => issues.clone(),
                _ => {
                    self.cursor = value;
                    self.tentative_value(&field.kind, &Place::Key(place, field.key))?
                }
            };
            candidate.issues.extend(issues.iter().cloned());
            checked = Some((&field.kind, issues));
        }
        if checked.is_none() { self.undescribed_value() } else { Ok(()) }
    }

    /// Checks a value, and gives its issues instead of keeping them.
    fn tentative_value(&mut self, kind: &'static Kind, place: &Place<'_>) -> Result<Vec<Issue>, super::Stop> {
        let collects = std::mem::replace(&mut self.collects, true);
        let before = self.issues.len();
        self.value(kind, place)?;
        self.collects = collects;
        Ok(self.issues.split_off(before))
    }

    fn conclude(
        &mut self,
        candidates: Vec<Candidate>,
        shapes: &[&'static Object],
        place: &Place<'_>,
    ) -> Flow {
        let strictly = self.rules.are_strict;
        if candidates.iter().any(|candidate| candidate.fits(strictly)) {
            return Ok(());
        }
        let Some(meant) = candidates.into_iter().find(Candidate::is_meant) else {
            return if strictly { self.issue(place, expectation::of_shapes(shapes)) } else { Ok(()) };
        };
        for issue in meant.issues {
            self.issues.push(issue);
            if !self.collects {
                return Err(super::Stop);
            }
        }
        self.nothing_missing(meant.shape, meant.seen, place)?;
        if strictly && meant.shape.closed && meant.has_other_keys {
            self.issue(place, expectation::of_closed(meant.shape))?;
        }
        Ok(())
    }
}

//! Which of several shapes an object has: found in one pass, by keeping track of every shape that it may have.

use super::{Checker, Flow, Place, Stop, expectation};
use crate::error::Issue;
use crate::models::schema::{AnyOf, Kind, Object};
use crate::models::{Details, Pairing};

/// How many shapes there are at most.
const MAX_SHAPES: usize = 16;

const _: () = assert!(Details::ANY_OF.shapes.len() <= MAX_SHAPES);

/// How an object fares as one of the shapes, while its keys go by.
#[derive(Default)]
struct Candidate {
    /// The fields of the shape that went by: a bit for each.
    seen: u64,
    /// Whether a key went by that the shape does not describe.
    has_other_keys: bool,
    /// What is wrong with the object, were this its shape.
    issues: Vec<Issue>,
}

impl Candidate {
    /// Whether the object has any of the keys that tell the shape apart.
    fn is_meant(&self, shape: &Object) -> bool {
        self.seen & shape.required != 0
    }

    fn fits(&self, shape: &Object, strictly: bool) -> bool {
        let required = shape.required;
        self.issues.is_empty()
            && self.seen & required == required
            && !(strictly && shape.closed && self.has_other_keys)
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
        let mut candidates: [Candidate; MAX_SHAPES] = Default::default();
        self.open(b'{')?;
        if !self.cursor.eat(b'}') {
            loop {
                self.member_of_any(shapes, &mut candidates, place)?;
                if !self.more_members()? {
                    break;
                }
            }
        }
        self.depth -= 1;
        self.conclude(shapes, candidates, place)
    }

    /// Checks one key and its value against every shape that describes the key.
    fn member_of_any(
        &mut self,
        shapes: &[&'static Object],
        candidates: &mut [Candidate],
        place: &Place<'_>,
    ) -> Flow {
        let key = self.cursor.key();
        let key = self.well_formed(key)?.bytes();
        let value = self.cursor;
        let mut checked: Option<(&'static Kind, Vec<Issue>)> = None;
        for (shape, candidate) in shapes.iter().zip(candidates) {
            let Some((index, field)) = shape.field(&key) else {
                candidate.has_other_keys = true;
                continue;
            };
            candidate.seen |= 1 << index;
            let issues = match checked.take() {
                Some((kind, issues)) if *kind == field.kind => issues,
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
    fn tentative_value(&mut self, kind: &'static Kind, place: &Place<'_>) -> Result<Vec<Issue>, Stop> {
        let collects = std::mem::replace(&mut self.collects, true);
        let before = self.issues.len();
        self.value(kind, place)?;
        self.collects = collects;
        Ok(self.issues.split_off(before))
    }

    fn conclude(
        &mut self,
        shapes: &[&'static Object],
        candidates: [Candidate; MAX_SHAPES],
        place: &Place<'_>,
    ) -> Flow {
        let strictly = self.rules.are_strict;
        if shapes.iter().zip(&candidates).any(|(shape, candidate)| candidate.fits(shape, strictly)) {
            return Ok(());
        }
        let meant = shapes.iter().zip(candidates).find(|(shape, candidate)| candidate.is_meant(shape));
        let Some((shape, candidate)) = meant else {
            return if strictly { self.issue(place, expectation::of_shapes(shapes)) } else { Ok(()) };
        };
        for issue in candidate.issues {
            self.keep(issue)?;
        }
        self.nothing_missing(shape, candidate.seen, place)?;
        if strictly && shape.closed && candidate.has_other_keys {
            self.issue(place, expectation::of_closed(shape))?;
        }
        Ok(())
    }
}

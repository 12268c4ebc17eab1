//! Which of several shapes an object has: found in one pass, by keeping track of the keys that go by.

use super::{Checker, Flow, Place, Stop, expectation};
use crate::error::Issue;
use crate::models::Pairing;
use crate::models::schema::{AnyOf, Kind, Object};

/// What went by of an object.
#[derive(Default)]
struct Seen {
    /// The described keys: a bit for each.
    members: u32,
    /// Whether there was a key that none of the shapes describes.
    has_others: bool,
    /// What is wrong with the values of described keys, each with the bit of its key.
    issues: Vec<(u32, Issue)>,
}

/// One of the shapes, with the bits of its keys.
struct Shape {
    object: &'static Object,
    described: u32,
    required: u32,
}

impl Shape {
    /// Whether the object has any of the keys that tell the shape apart.
    fn is_meant(&self, seen: &Seen) -> bool {
        seen.members & self.required != 0
    }

    fn has_other_keys(&self, seen: &Seen) -> bool {
        seen.has_others || seen.members & !self.described != 0
    }

    fn fits(&self, seen: &Seen, strictly: bool) -> bool {
        self.required & !seen.members == 0
            && seen.issues.iter().all(|(member, _)| member & self.described == 0)
            && !(strictly && self.object.closed && self.has_other_keys(seen))
    }
}

/// Those of the shapes that are allowed.
fn shapes_of(any_of: &'static AnyOf, allowed: &[&'static Object]) -> Vec<Shape> {
    let bits =
        any_of.members.described(any_of.shapes.len()).zip(any_of.members.required(any_of.shapes.len()));
    let shapes = any_of.shapes.iter().zip(bits);
    let shapes = shapes.filter(|(object, _)| allowed.iter().any(|allowed| allowed.name == object.name));
    shapes.map(|(object, (described, required))| Shape { object, described, required }).collect()
}

impl Checker<'_> {
    /// Checks an object that has to have one of several shapes.
    pub(super) fn any_of(&mut self, any_of: &'static AnyOf, place: &Place<'_>) -> Flow {
        let allowed = match self.rules.pairing {
            Some(Pairing::Details(shapes) | Pairing::RequiredDetails(shapes)) => shapes,
            Some(Pairing::ClientIdOnly) | None => any_of.shapes,
        };
        if let [shape] = allowed {
            return self.object(shape, place);
        }
        let shapes = shapes_of(any_of, allowed);
        let mut seen = Seen::default();
        self.open(b'{')?;
        if !self.cursor.eat(b'}') {
            loop {
                self.member_of_any(any_of, &shapes, &mut seen, place)?;
                if !self.more_members()? {
                    break;
                }
            }
        }
        self.depth -= 1;
        self.conclude(any_of, &shapes, seen, place)
    }

    fn member_of_any(
        &mut self,
        any_of: &'static AnyOf,
        shapes: &[Shape],
        seen: &mut Seen,
        place: &Place<'_>,
    ) -> Flow {
        let key = self.cursor.key();
        let key = self.well_formed(key)?.bytes();
        let found = any_of.members.find(&key).map(|(index, field)| (1 << index, field));
        let Some((member, field)) =
            found.filter(|(member, _)| shapes.iter().any(|shape| shape.described & member != 0))
        else {
            seen.has_others = true;
            return self.undescribed_value();
        };
        seen.members |= member;
        let issues = self.tentative_value(&field.kind, &Place::Key(place, field.key))?;
        seen.issues.extend(issues.into_iter().map(|issue| (member, issue)));
        Ok(())
    }

    /// Checks a value, and gives its issues instead of keeping them.
    fn tentative_value(&mut self, kind: &'static Kind, place: &Place<'_>) -> Result<Vec<Issue>, Stop> {
        let collects = std::mem::replace(&mut self.collects, true);
        let before = self.issues.len();
        self.value(kind, place)?;
        self.collects = collects;
        Ok(self.issues.split_off(before))
    }

    fn conclude(&mut self, any_of: &'static AnyOf, shapes: &[Shape], seen: Seen, place: &Place<'_>) -> Flow {
        let strictly = self.rules.are_strict;
        if shapes.iter().any(|shape| shape.fits(&seen, strictly)) {
            return Ok(());
        }
        let Some(shape) = shapes.iter().find(|shape| shape.is_meant(&seen)) else {
            return if strictly {
                self.issue(place, expectation::of_shapes(shapes.iter().map(|shape| shape.object)))
            } else {
                Ok(())
            };
        };
        let is_closed_to_it = strictly && shape.object.closed && shape.has_other_keys(&seen);
        for (member, issue) in seen.issues {
            if member & shape.described != 0 {
                self.keep(issue)?;
            }
        }
        for field in shape.object.fields.iter().filter(|field| field.required) {
            let is_there = |(index, _)| seen.members >> index & 1 == 1;
            if !any_of.members.find(field.key.as_bytes()).is_some_and(is_there) {
                self.issue(&Place::Key(place, field.key), expectation::of_missing(&field.kind))?;
            }
        }
        if is_closed_to_it {
            self.issue(place, expectation::of_closed(shape.object))?;
        }
        Ok(())
    }
}

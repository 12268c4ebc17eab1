//! Which of several shapes an object has.

use super::document::Behind;
use super::{Checker, Place, expectation};
use crate::models::Pairing;
use crate::models::schema::{AnyOf, Kind, Object};

/// How much a check has found so far.
#[derive(Clone, Copy, Default)]
pub(super) struct Found {
    pub(super) issues: usize,
    drifts: usize,
}

impl Checker<'_> {
    /// Looks at an object again, once for each shape that it may have: as one that it has, or as the first that is
    /// meant.
    #[cold]
    #[inline(never)]
    pub(super) fn shape(
        &mut self,
        at: usize,
        any_of: &'static AnyOf,
        place: &Place<'_>,
        seen: u32,
        before: Found,
    ) -> Option<()> {
        let allowed = match self.pairing {
            Some(Pairing::Details(shapes) | Pairing::RequiredDetails(shapes)) => *shapes,
            Some(Pairing::ClientIdOnly) | None => u32::MAX,
        };
        let is_only_one = allowed.is_power_of_two();
        let mut meant = None;
        for (shape, required) in any_of.some(allowed) {
            if seen & required == 0 && !is_only_one {
                continue;
            }
            self.forget(before);
            self.tentatively(at, shape, place)?;
            if self.issues.len() == before.issues {
                return Some(());
            }
            meant = meant.or(Some(shape));
        }
        self.forget(before);
        match meant {
            Some(shape) => self.other_value(at, &Kind::Object(shape), place).map(|_| ()),
            None if self.rules.are_strict => {
                self.issue(place, expectation::of_shapes(any_of.some(allowed).map(|(shape, _)| shape)))
            }
            None => {
                self.is_new(&["shape"], place);
                Some(())
            }
        }
    }

    /// Steps over an object without an end at its first issue.
    #[inline(never)]
    fn tentatively(&mut self, at: usize, object: &'static Object, place: &Place<'_>) -> Behind {
        let collects = std::mem::replace(&mut self.collects, true);
        let end = self.other_value(at, &Kind::Object(object), place);
        self.collects = collects;
        end
    }

    pub(super) fn found(&self) -> Found {
        Found { issues: self.issues.len(), drifts: self.drifts.len() }
    }

    fn forget(&mut self, before: Found) {
        self.issues.truncate(before.issues);
        self.drifts.truncate(before.drifts);
    }
}

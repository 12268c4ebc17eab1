//! Which of several shapes an object has.

use super::document::Behind;
use super::{Checker, Place, expectation};
use crate::models::Pairing;
use crate::models::schema::{AnyOf, Kind, Object};

/// How far a check was when it began to try what an object is.
#[derive(Clone, Copy, Default)]
pub(super) struct Before {
    pub(super) issues: usize,
    drifts: usize,
    collects: bool,
    most_issues: usize,
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
        before: Before,
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

    /// Steps over an object to its end, to see whether there is an issue.
    #[inline(never)]
    fn tentatively(&mut self, at: usize, object: &'static Object, place: &Place<'_>) -> Behind {
        let before = self.try_out();
        let end = self.other_value(at, &Kind::Object(object), place);
        self.be_serious(before);
        end
    }

    /// Goes on behind issues from now on, and keeps the first one alone: there may be millions, and another try.
    pub(super) fn try_out(&mut self) -> Before {
        let (issues, drifts) = (self.issues.len(), self.drifts.len());
        Before {
            issues,
            drifts,
            collects: std::mem::replace(&mut self.collects, true),
            most_issues: std::mem::replace(&mut self.most_issues, issues + 1),
        }
    }

    /// Takes issues as it did before.
    pub(super) fn be_serious(&mut self, before: Before) {
        (self.collects, self.most_issues) = (before.collects, before.most_issues);
    }

    fn forget(&mut self, before: Before) {
        self.issues.truncate(before.issues);
        self.drifts.truncate(before.drifts);
    }
}

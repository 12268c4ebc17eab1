//! Determines which of several shapes an object has.

use super::checker::{Checker, Checkpoint};
use super::document::End;
use super::expectation;
use super::place::Place;
use crate::models::Pairing;
use crate::models::schema::{AnyOf, Kind, Object};

impl Checker<'_> {
    /// Validates an object again as each shape that it may have, until one fits. If none fits, the issues of the first
    /// of these shapes are reported.
    #[cold]
    #[inline(never)]
    pub(super) fn shape(
        &mut self,
        at: usize,
        any_of: &'static AnyOf,
        place: &Place<'_>,
        seen: u32,
        checkpoint: Checkpoint,
    ) -> Option<()> {
        let allowed = match self.pairing {
            Some(Pairing::Details(shapes) | Pairing::RequiredDetails(shapes)) => *shapes,
            Some(Pairing::ClientIdOnly) | None => u32::MAX,
        };
        let is_only_one = allowed.is_power_of_two();
        let mut meant = None;
        for shape in any_of.some(allowed) {
            if seen & shape.required == 0 && !is_only_one {
                continue;
            }
            self.roll_back(checkpoint);
            self.tentatively(at, shape, place)?;
            if self.issues.len() == checkpoint.issues {
                return Some(());
            }
            meant = meant.or(Some(shape));
        }
        self.roll_back(checkpoint);
        match meant {
            Some(shape) => self.other_value(at, &Kind::Object(shape), place).map(|_| ()),
            None if self.rules.are_strict => self.issue(place, expectation::of_shapes(any_of.some(allowed))),
            None => {
                self.report_drift(&["shape"], place);
                Some(())
            }
        }
    }

    /// Validates an object to its end, to find out whether there is an issue.
    #[inline(never)]
    fn tentatively(&mut self, at: usize, object: &'static Object, place: &Place<'_>) -> End {
        let checkpoint = self.try_out();
        let end = self.other_value(at, &Kind::Object(object), place);
        self.end_attempt(checkpoint);
        end
    }
}

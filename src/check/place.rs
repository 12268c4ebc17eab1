//! Where a check is: a chain of steps on the stack, turned into a path only when there is something to say.

use crate::error::{Path, Segment};

/// A place in a document, linked to the place around it.
#[derive(Debug, Clone, Copy)]
pub enum Place<'p> {
    /// The document itself.
    Root,
    /// The value of a described key.
    Key(&'p Place<'p>, &'static str),
    /// The value of a key that is not described.
    AnyKey(&'p Place<'p>),
    /// An item.
    Index(&'p Place<'p>, usize),
}

impl Place<'_> {
    /// The steps from the document to this place.
    pub fn path(&self) -> Path {
        let mut segments = Vec::new();
        let mut place = self;
        loop {
            let (parent, segment) = match place {
                Place::Root => break,
                Place::Key(parent, key) => (parent, Segment::Key(key)),
                Place::AnyKey(parent) => (parent, Segment::AnyKey),
                Place::Index(parent, index) => (parent, Segment::Index(*index)),
            };
            segments.push(segment);
            place = parent;
        }
        segments.into_iter().rev().collect()
    }
}

//! The location of the current value, as a linked list on the stack. It is converted to a path only for a report.

use crate::error::Path;
use crate::models::schema::Field;
use crate::prose::push_decimal;

/// A location in a document, linked to its parent.
#[derive(Debug, Clone, Copy)]
pub enum Place<'p> {
    /// The document itself.
    Root,
    /// The value of a known key.
    Field(&'p Place<'p>, &'static Field),
    /// The value of a key from a list.
    Key(&'p Place<'p>, &'static str),
    /// The value of an unknown key.
    AnyKey(&'p Place<'p>),
    /// An item of an array.
    Index(&'p Place<'p>, usize),
}

impl Place<'_> {
    /// The path of this location.
    pub fn path(&self) -> Path {
        let mut text = String::new();
        self.push_to(&mut text, true);
        Path::from(text)
    }

    /// The path without indices, which is the same for all items of an array.
    pub fn path_of_all(&self) -> Path {
        let mut text = String::new();
        self.push_to(&mut text, false);
        Path::from(text)
    }

    fn push_to(&self, text: &mut String, with_indices: bool) {
        let (parent, key) = match self {
            Place::Root => return,
            Place::Field(parent, field) => (parent, field.key()),
            Place::Key(parent, key) => (parent, *key),
            Place::AnyKey(parent) => (parent, "*"),
            Place::Index(parent, _) => (parent, ""),
        };
        parent.push_to(text, with_indices);
        if let Place::Index(_, index) = self {
            text.push('[');
            if with_indices {
                push_decimal(text, *index);
            }
            text.push(']');
            return;
        }
        if !text.is_empty() {
            text.push('.');
        }
        text.push_str(key);
    }

    /// The number of arrays and objects around this location.
    pub fn depth(&self) -> usize {
        match self {
            Place::Root => 0,
            Place::Field(parent, _)
            | Place::Key(parent, _)
            | Place::AnyKey(parent)
            | Place::Index(parent, _) => parent.depth() + 1,
        }
    }
}

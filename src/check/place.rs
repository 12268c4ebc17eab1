//! Where a check is: a chain of steps on the stack, turned into a path only when there is something to say.

use crate::error::Path;
use crate::models::schema::Field;
use crate::prose::push_decimal;

/// A place in a document, linked to the place around it.
#[derive(Debug, Clone, Copy)]
pub enum Place<'p> {
    /// The document itself.
    Root,
    /// The value of a described key.
    Field(&'p Place<'p>, &'static Field),
    /// The value of a key from a list.
    Key(&'p Place<'p>, &'static str),
    /// The value of a key that is not described.
    AnyKey(&'p Place<'p>),
    /// An item.
    Index(&'p Place<'p>, usize),
}

impl Place<'_> {
    /// The steps from the document to this place.
    pub fn path(&self) -> Path {
        let mut text = String::new();
        self.push_to(&mut text, true);
        Path::from(text)
    }

    /// The same, for every item of an array alike.
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

    /// How many arrays and objects are open around the place.
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

//! What a value may be: the vocabulary of the tables that the declarations produce.

use super::members::Members;
use super::token::Token;

/// What a value may be.
#[derive(Debug, Clone, Copy)]
pub enum Kind {
    /// Any string.
    String,
    /// A string that is a live credential.
    Secret,
    /// A string in the hyphenated form of RFC 4122, in either case.
    Uuid,
    /// A string as in RFC 3339, or the same without a zone, as Python prints it.
    DateTime,
    /// `true` or `false`.
    Boolean,
    /// A number without a fraction.
    Integer,
    /// A number without a fraction, from one bound to the other, both included.
    Range(u32, u32),
    /// A string in the form of the `traceparent` header of W3C Trace Context.
    Traceparent,
    /// A place in a document: a key, or an index.
    Location,
    /// No JSON, and null where JSON is asked for: a function of the caller.
    Function,
    /// Anything.
    Json,
    /// An object of anything.
    JsonObject,
    /// A string from a list that the API extends without notice.
    Values(&'static Values),
    /// An array.
    Array {
        /// What each item may be.
        items: &'static Kind,
        /// How many items there are at least.
        at_least: usize,
    },
    /// An object whose keys are values and whose values are all of one kind.
    Map {
        /// The known keys.
        keys: &'static Values,
        /// What each value may be.
        values: &'static Kind,
    },
    /// An object with described keys.
    Object(&'static Object),
    /// An object of one of several shapes, told apart by their required keys.
    AnyOf(&'static AnyOf),
    /// The same, or null.
    Nullable(&'static Kind),
}

/// The known values of a string.
#[derive(Debug)]
pub struct Values {
    /// The name of the declaration.
    pub name: &'static str,
    /// The lists that the values come from; a value may stand in more than one.
    pub lists: &'static [List],
    /// Whether these name providers, which a caller may allow to be newer than this version.
    pub of_providers: bool,
}

impl Values {
    /// Whether the value is known.
    pub fn contains(&self, value: &str) -> bool {
        self.iter().any(|known| known == value)
    }

    /// The known values in the order of their declarations.
    pub fn iter(&self) -> impl Iterator<Item = &'static str> {
        self.lists.iter().flat_map(|list| list.values.iter().copied())
    }
}

/// One list of known values.
#[derive(Debug, Clone, Copy)]
pub struct List {
    /// The name of the declaration.
    pub name: &'static str,
    /// The values, in the order of the API's description.
    pub values: &'static [&'static str],
}

/// An object with described keys.
#[derive(Debug)]
pub struct Object {
    /// The name of the schema.
    pub name: &'static str,
    /// The described keys, in the order in which the API writes them.
    pub fields: &'static [Field],
    /// Whether the API's description forbids other keys.
    pub closed: bool,
    /// The required keys: a bit for each field.
    pub required: u64,
}

impl Object {
    /// A described key, with its place among the fields.
    pub fn field(&self, key: &[u8]) -> Option<(usize, &'static Field)> {
        self.fields.iter().enumerate().find(|(_, field)| field.key.as_bytes() == key)
    }
}

/// One described key of an object.
#[derive(Debug)]
pub struct Field {
    /// The key.
    pub key: &'static str,
    /// The same in the form in which it is looked for.
    pub token: Token,
    /// What its value may be.
    pub kind: Kind,
    /// Whether an object without it is malformed.
    pub required: bool,
}

/// Several shapes of which an object has one.
#[derive(Debug)]
pub struct AnyOf {
    /// The name of the declaration.
    pub name: &'static str,
    /// The shapes, in the order of the API's description.
    pub shapes: &'static [&'static Object],
    /// The keys of all shapes, each once: it means the same wherever it stands.
    pub members: Members,
}

impl AnyOf {
    /// Puts shapes together.
    pub const fn of(name: &'static str, shapes: &'static [&'static Object]) -> Self {
        Self { name, shapes, members: Members::of(shapes) }
    }
}

/// A type that a table describes.
pub trait Described {
    /// What a value of this type may be.
    const KIND: Kind;
}

impl Described for bool {
    const KIND: Kind = Kind::Boolean;
}

impl Described for String {
    const KIND: Kind = Kind::String;
}

impl Described for crate::secret::Secret {
    const KIND: Kind = Kind::Secret;
}

impl Described for uuid::Uuid {
    const KIND: Kind = Kind::Uuid;
}

impl<T: Described> Described for Option<T> {
    const KIND: Kind = Kind::Nullable(&T::KIND);
}

impl<T: Described> Described for Vec<T> {
    const KIND: Kind = Kind::Array { items: &T::KIND, at_least: 0 };
}

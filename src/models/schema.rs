//! What a value may be: the vocabulary of the tables that the declarations produce.

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
    /// A number without a fraction that is neither less nor more than it may be.
    Range(&'static Range),
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
    /// An array of items of one kind.
    Array(&'static Kind),
    /// The same with one item at least.
    NonEmptyArray(&'static Kind),
    /// An object whose keys are values and whose values are all of one kind.
    Map(&'static Map),
    /// An object with described keys.
    Object(&'static Object),
    /// An object of one of several shapes, told apart by their required keys.
    AnyOf(&'static AnyOf),
    /// The same, or null.
    Nullable(&'static Kind),
}

impl Kind {
    /// The keys that an object of this kind may have, as far as they are described.
    #[inline]
    pub fn members(&self) -> Option<&'static Object> {
        const NONE: &Object = &Object {
            #[cfg(not(target_os = "unknown"))]
            name: "",
            fields: &[],
            closed: false,
            required: 0,
        };
        match self {
            Self::Object(object) => Some(object),
            Self::AnyOf(any_of) => Some(&any_of.members),
            Self::Map(_) => Some(NONE),
            Self::String
            | Self::Secret
            | Self::Uuid
            | Self::DateTime
            | Self::Boolean
            | Self::Integer
            | Self::Range(_)
            | Self::Traceparent
            | Self::Location
            | Self::Function
            | Self::Json
            | Self::JsonObject
            | Self::Values(_)
            | Self::Array(_)
            | Self::NonEmptyArray(_)
            | Self::Nullable(_) => None,
        }
    }
}

/// What a number without a fraction may be.
#[derive(Debug)]
pub struct Range {
    /// The least.
    pub from: u32,
    /// The greatest.
    pub to: u32,
}

/// An object whose keys are values.
#[derive(Debug)]
pub struct Map {
    /// The known keys.
    pub keys: &'static Values,
    /// What each value may be.
    pub values: Kind,
}

/// The known values of a string.
#[derive(Debug)]
pub struct Values {
    /// The lists that the values come from; a value may stand in more than one.
    pub lists: &'static [List],
    /// Whether these name providers, which a caller may allow to be newer than this version.
    pub of_providers: bool,
}

impl Values {
    /// The known value that a text is.
    pub fn find(&self, text: &[u8]) -> Option<&'static str> {
        self.iter().find(|value| value.as_bytes() == text)
    }

    /// The known values in the order of their declarations.
    pub fn iter(&self) -> Names {
        Names { names: b"", lists: self.lists }
    }
}

/// Names, one by one.
#[derive(Debug)]
pub struct Names {
    /// Each with a space behind it.
    names: &'static [u8],
    lists: &'static [List],
}

impl Iterator for Names {
    type Item = &'static str;

    #[inline(never)]
    fn next(&mut self) -> Option<&'static str> {
        while self.names.is_empty() {
            let (list, rest) = self.lists.split_first()?;
            (self.names, self.lists) = (list.values.as_bytes(), rest);
        }
        let end = self.names.iter().position(|byte| *byte == b' ')?;
        let (name, rest) = self.names.split_at_checked(end)?;
        self.names = rest.get(1..)?;
        std::str::from_utf8(name).ok()
    }
}

/// One list of known values.
#[derive(Debug, Clone, Copy)]
pub struct List {
    /// The name of the declaration.
    #[cfg(not(target_os = "unknown"))]
    pub name: &'static str,
    /// The values, in the order of the API's description, each with a space behind it.
    pub values: &'static str,
}

impl List {
    /// The values, one by one.
    pub fn iter(&self) -> Names {
        Names { names: self.values.as_bytes(), lists: &[] }
    }
}

/// An object with described keys.
#[derive(Debug)]
pub struct Object {
    /// The name of the schema.
    #[cfg(not(target_os = "unknown"))]
    pub name: &'static str,
    /// The described keys, in the order in which the API writes them.
    pub fields: &'static [Field],
    /// Whether the API's description forbids other keys.
    pub closed: bool,
    /// The required keys: a bit for each field.
    pub required: u32,
}

/// One described key of an object.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// The key, in the form in which it is looked for.
    pub token: Token,
    /// What its value may be.
    pub kind: Kind,
    /// Whether an object without it is malformed.
    pub required: bool,
}

impl Field {
    /// The key.
    pub fn key(&'static self) -> &'static str {
        self.token.key()
    }
}

/// Several shapes of which an object has one.
#[derive(Debug)]
pub struct AnyOf {
    /// The shapes, in the order of the API's description.
    pub shapes: &'static [&'static Object],
    /// An object that may have the keys of all shapes. A key means the same wherever it stands.
    pub members: Object,
    /// For each shape those of these keys without which an object has not this shape.
    pub required: &'static [u32],
}

impl AnyOf {
    /// Whether an object with some of the keys has one of the shapes, or may have one that is not known: it has all
    /// required keys of a shape, or none of any.
    #[inline]
    pub fn may_have(&self, seen: u32) -> bool {
        self.required.iter().any(|required| required & !seen == 0)
            || self.required.iter().all(|required| required & seen == 0)
    }

    /// Those of the shapes that bits stand for, each with the keys without which an object has not this shape.
    pub fn some(&self, bits: u32) -> impl Iterator<Item = (&'static Object, u32)> {
        let shapes = self.shapes.iter().copied().zip(self.required.iter().copied());
        shapes.enumerate().filter(move |(index, _)| bits >> index & 1 == 1).map(|(_, shape)| shape)
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
    const KIND: Kind = Kind::Array(&T::KIND);
}

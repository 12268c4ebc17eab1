//! The schemas that the declarations generate and that [`crate::check`] reads.

use super::token::Token;

/// The schema of a value.
#[derive(Debug, Clone, Copy)]
pub enum Kind {
    /// Any string.
    String,
    /// A string that is a live credential.
    Secret,
    /// A string with a UUID in the hyphenated form of RFC 4122, in upper or lower case.
    Uuid,
    /// A string with a date and time in RFC 3339 format. The zone is optional, because Python may omit it.
    DateTime,
    /// `true` or `false`.
    Boolean,
    /// A number without a fraction, such as `1` or `1.0`.
    Integer,
    /// A number without a fraction, within a range.
    Range(&'static Range),
    /// A string in the format of the `traceparent` header (W3C Trace Context).
    Traceparent,
    /// A text to search teams by.
    SearchQuery,
    /// A key or an index, as part of a path.
    Location,
    /// A function of the caller. It is not JSON and is written as null.
    Function,
    /// Any JSON value.
    Json,
    /// Any JSON object.
    JsonObject,
    /// A string from a list that the API extends without notice.
    Values(&'static Values),
    /// An array. All items have the same schema.
    Array(&'static Kind),
    /// An array with at least one item. All items have the same schema.
    NonEmptyArray(&'static Kind),
    /// An object whose keys come from a list and whose values have the same schema.
    Map(&'static Map),
    /// An object with known keys.
    Object(&'static Object),
    /// An object that has one of several shapes. The shapes have different required keys.
    AnyOf(&'static AnyOf),
    /// A value of this schema, or null.
    Nullable(&'static Kind),
}

impl Kind {
    /// The schema of values other than null.
    pub const fn not_null(&self) -> &Kind {
        if let Self::Nullable(inner) = *self { inner } else { self }
    }

    /// The known keys of an object. `None` if this is not an object, or an object that the API does not describe.
    #[inline]
    pub fn members(&self) -> Option<&'static Object> {
        const NONE: &Object = &Object {
            #[cfg(not(target_os = "unknown"))]
            name: "",
            #[cfg(not(target_os = "unknown"))]
            doc: "",
            table: &[],
            keys: 0,
            required: 0,
            closed: false,
            suggested: false,
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
            | Self::SearchQuery
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

/// The range of an integer.
#[derive(Debug)]
pub struct Range {
    /// The minimum.
    pub from: u32,
    /// The maximum.
    pub to: u32,
}

/// An object whose keys come from a list.
#[derive(Debug)]
pub struct Map {
    /// The known keys.
    pub keys: &'static Values,
    /// The schema of each value.
    pub values: Kind,
}

/// The known values of a string.
#[derive(Debug)]
pub struct Values {
    /// The lists of values. A value may be in more than one list.
    pub lists: &'static [List],
    /// Whether the values are providers. Callers can allow providers that this version does not know.
    pub of_providers: bool,
    /// Whether the message about an unknown value suggests the nearest known one.
    pub suggested: bool,
}

impl Values {
    /// Finds the known value that is equal to a text.
    pub fn find(&self, text: &[u8]) -> Option<&'static str> {
        self.iter().find(|value| value.as_bytes() == text)
    }

    /// The known values, in the order of their declarations.
    pub fn iter(&self) -> Names {
        Names { names: b"", lists: self.lists }
    }
}

/// An iterator over names.
#[derive(Debug)]
pub struct Names {
    /// Each name is followed by a space.
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
    /// The values, in the order of the API's description. Each is followed by a space.
    pub values: &'static str,
}

impl List {
    /// An iterator over the values.
    pub fn iter(&self) -> Names {
        Names { names: self.values.as_bytes(), lists: &[] }
    }
}

/// An object with known keys.
#[derive(Debug)]
pub struct Object {
    /// The name of the schema.
    #[cfg(not(target_os = "unknown"))]
    pub name: &'static str,
    /// The documentation of the schema.
    #[cfg(not(target_os = "unknown"))]
    pub doc: &'static str,
    /// The known keys, in the order in which the API writes them. Several objects may share a table.
    pub table: &'static [Field],
    /// The keys of the table that this object has, as a bit set with one bit for each field.
    pub keys: u32,
    /// The required keys, as such a bit set.
    pub required: u32,
    /// Whether the API's description forbids other keys.
    pub closed: bool,
    /// Whether the message about an unknown key suggests the nearest known one.
    pub suggested: bool,
}

impl Object {
    /// The known keys.
    pub fn fields(&self) -> impl Iterator<Item = &'static Field> + use<> {
        self.some(self.keys)
    }

    /// The keys whose bits are set.
    pub fn some(&self, bits: u32) -> impl Iterator<Item = &'static Field> + use<> {
        let fields = self.table.iter().enumerate();
        fields.filter(move |(index, _)| bits >> index & 1 == 1).map(|(_, field)| field)
    }

    /// Whether an object without this key is invalid.
    pub fn requires(&self, field: &Field) -> bool {
        self.some(self.required).any(|required| required.token.is(&field.token))
    }
}

/// One known key of an object.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// The documentation of the value.
    #[cfg(not(target_os = "unknown"))]
    pub doc: &'static str,
    /// The key, in the form in which the validator searches for it.
    pub token: Token,
    /// The schema of the value.
    pub kind: Kind,
}

impl Field {
    /// The key as a string.
    pub fn key(&'static self) -> &'static str {
        self.token.key()
    }
}

/// Several shapes, of which an object has one.
#[derive(Debug)]
pub struct AnyOf {
    /// The shapes, in the order of the API's description. They share the table of `members`.
    pub shapes: &'static [&'static Object],
    /// The keys of all shapes, as one object. A key has the same schema in every shape.
    pub members: Object,
}

impl AnyOf {
    /// Whether an object with these keys has one of the shapes, or may have an unknown shape. An object may have an
    /// unknown shape if it has no required key of any shape.
    #[inline]
    pub fn may_have(&self, seen: u32) -> bool {
        self.shapes.iter().any(|shape| shape.required & !seen == 0)
            || self.shapes.iter().all(|shape| shape.required & seen == 0)
    }

    /// The shapes whose bits are set.
    pub fn some(&self, bits: u32) -> impl Iterator<Item = &'static Object> {
        let shapes = self.shapes.iter().enumerate();
        shapes.filter(move |(index, _)| bits >> index & 1 == 1).map(|(_, shape)| *shape)
    }
}

/// A type that has a schema.
pub trait Described {
    /// The schema of this type.
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

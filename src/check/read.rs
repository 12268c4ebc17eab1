//! Reads single values from validated JSON.

use super::cursor::Cursor;
use super::document::Document;
use super::text::Text;
use crate::models::formats;

/// A value, not parsed yet.
#[derive(Debug, Clone, Copy)]
pub struct Value<'a>(&'a [u8]);

impl<'a> Value<'a> {
    /// The value of a whole validated document, which is an object or an array.
    pub fn document(json: &'a [u8]) -> Self {
        Self(json)
    }

    /// The JSON text of the value.
    pub fn json(self) -> &'a [u8] {
        self.0
    }

    /// The members of an object, in their order. Duplicate keys are included. Empty for any other value.
    pub fn members(self) -> impl Iterator<Item = (Text<'a>, Value<'a>)> {
        self.parts(b'{')
    }

    /// The value of a member. The last one if the key is duplicate, as in `JSON.parse`.
    #[inline(never)]
    pub fn member(self, name: &str) -> Option<Value<'a>> {
        let mut found = None;
        for (key, value) in self.parts(b'{') {
            if key.is(name) {
                found = Some(value);
            }
        }
        found
    }

    /// The items of an array. Empty for any other value.
    pub fn items(self) -> impl Iterator<Item = Value<'a>> {
        self.parts(b'[').map(|(_, item)| item)
    }

    /// The value as a string, if it is one.
    pub fn string(self) -> Option<String> {
        match self.0 {
            [b'"', text @ .., b'"'] => Some(Text(text).decode()),
            _ => None,
        }
    }

    /// The value as a whole number, if it is one.
    pub fn whole_number(self) -> Option<f64> {
        match self.0 {
            number @ [b'-' | b'0'..=b'9', ..] => formats::whole_number(number),
            _ => None,
        }
    }

    /// Whether this is `true`.
    pub fn is_true(self) -> bool {
        self.0 == b"true"
    }

    /// Whether this is null.
    pub fn is_null(self) -> bool {
        self.0 == b"null"
    }

    /// Whether this is an array.
    pub fn is_array(self) -> bool {
        self.0.first() == Some(&b'[')
    }

    /// Iterates over the members of an object or the items of an array. They are not collected, because there may be
    /// millions.
    fn parts(self, opening: u8) -> Parts<'a> {
        let json = Document(self.0);
        let mut cursor = Cursor::at(json, json.start());
        let is_one = cursor.peek() == Some(opening);
        Parts { json, cursor, has_keys: opening == b'{', has_more: is_one }
    }
}

/// An iterator over the members of an object or the items of an array. The key of an item is empty.
struct Parts<'a> {
    json: Document<'a>,
    /// At the opening bracket, or at a comma.
    cursor: Cursor<'a>,
    has_keys: bool,
    has_more: bool,
}

impl<'a> Iterator for Parts<'a> {
    type Item = (Text<'a>, Value<'a>);

    #[inline(never)]
    fn next(&mut self) -> Option<Self::Item> {
        let Self { json, cursor, has_keys, has_more } = self;
        if !std::mem::take(has_more) {
            return None;
        }
        cursor.at += 1;
        let key = if *has_keys { cursor.key()? } else { Text(b"") };
        cursor.peek();
        let start = cursor.at;
        cursor.value(0)?;
        let value = Value(json.between(start, cursor.at));
        *has_more = cursor.peek() == Some(b',');
        Some((key, value))
    }
}

// These functions are called in many places. They are not inlined, because the inlined code would be many times larger
// than a call.
impl Value<'_> {
    /// Whether the value of a member is `true`.
    #[inline(never)]
    pub fn is_set(self, name: &str) -> bool {
        self.member(name).is_some_and(Value::is_true)
    }

    /// The string value of a member.
    #[inline(never)]
    pub fn text(self, name: &str) -> Option<String> {
        self.member(name).and_then(Value::string)
    }

    /// The integer value of a member, or a default if it is absent. The range has already been validated.
    #[inline(never)]
    pub fn number(self, name: &str, otherwise: u32) -> u32 {
        self.member(name).and_then(Value::whole_number).map_or(otherwise, |number| number as u32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_member_that_stands_twice_has_its_last_value() {
        let document = Value::document(br#" { "a" : "1", "b": [ 1 , "x" ], "\u0061": "2" } "#);

        assert_eq!(document.member("a").and_then(Value::string).as_deref(), Some("2"));
        assert_eq!(document.member("c").map(|_| ()), None);
    }

    #[test]
    fn items_are_read_one_by_one() {
        let items: Vec<_> = Value::document(br#"[ 1.5e1 , "x", null, [] ]"#).items().collect();

        assert_eq!(items.len(), 4);
        assert_eq!(items.first().and_then(|item| item.whole_number()), Some(15.0));
        assert_eq!(items.get(1).and_then(|item| item.string()).as_deref(), Some("x"));
        assert_eq!(items.get(2).map(|item| item.is_null()), Some(true));
    }

    #[test]
    fn an_empty_container_has_nothing_in_it() {
        assert_eq!(Value::document(b"{}").members().count(), 0);
        assert_eq!(Value::document(b"[ ]").items().count(), 0);
        assert_eq!(Value::document(b"7").members().count(), 0);
    }
}

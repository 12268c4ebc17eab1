//! Single values out of JSON that has been checked.

use super::cursor::Cursor;
use super::text::Text;
use crate::models::formats;

/// A value, still in its JSON form.
#[derive(Debug, Clone, Copy)]
pub struct Value<'a>(&'a [u8]);

impl<'a> Value<'a> {
    /// The whole of a checked text.
    pub fn document(json: &'a [u8]) -> Self {
        Self(json)
    }

    /// The value in its JSON form, perhaps with white space around it.
    pub fn json(self) -> &'a [u8] {
        self.0
    }

    /// The members of an object, in their order; of two equal keys both. None for any other value.
    pub fn members(self) -> impl Iterator<Item = (Text<'a>, Value<'a>)> {
        let mut cursor = Cursor::new(self.0);
        cursor.skip_whitespace();
        let mut more = cursor.eat(b'{');
        std::iter::from_fn(move || {
            if !std::mem::take(&mut more) {
                return None;
            }
            let key = cursor.key().ok()?;
            let value = value_at(&mut cursor)?;
            more = cursor.next_member().ok()?;
            Some((key, value))
        })
    }

    /// The value of a member; of two equal keys the last, as for `JSON.parse`.
    pub fn member(self, name: &str) -> Option<Value<'a>> {
        self.members().filter(|(key, _)| *key.bytes() == *name.as_bytes()).last().map(|(_, value)| value)
    }

    /// The items of an array. None for any other value.
    pub fn items(self) -> impl Iterator<Item = Value<'a>> {
        let mut cursor = Cursor::new(self.0);
        cursor.skip_whitespace();
        let mut more = cursor.eat(b'[');
        std::iter::from_fn(move || {
            if !std::mem::take(&mut more) {
                return None;
            }
            let item = value_at(&mut cursor)?;
            more = cursor.next_item().ok()?;
            Some(item)
        })
    }

    /// The string that this is.
    pub fn string(self) -> Option<String> {
        let mut cursor = Cursor::new(self.0);
        cursor.skip_whitespace();
        cursor.string().ok().map(|text| text.decode())
    }

    /// The whole number that this is.
    pub fn whole_number(self) -> Option<f64> {
        let mut cursor = Cursor::new(self.0);
        cursor.skip_whitespace();
        cursor.number().ok().and_then(formats::whole_number)
    }

    /// Whether this is `true`.
    pub fn is_true(self) -> bool {
        self.0.trim_ascii() == b"true"
    }

    /// Whether this is null.
    pub fn is_null(self) -> bool {
        self.0.trim_ascii() == b"null"
    }
}

fn value_at<'a>(cursor: &mut Cursor<'a>) -> Option<Value<'a>> {
    let start = *cursor;
    cursor.skip_value(0).ok()?;
    Some(Value(start.up_to(cursor)))
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

//! Writes JSON.

/// Appends a string as JSON. The text can be put into HTML as well as into a file: only what JSON requires is escaped.
pub fn push_string(json: &mut String, text: &str) {
    json.push('"');
    if !text.bytes().any(|byte| byte < b' ' || byte == b'"' || byte == b'\\') {
        json.push_str(text);
        return json.push('"');
    }
    for character in text.chars() {
        match character {
            '"' => json.push_str("\\\""),
            '\\' => json.push_str("\\\\"),
            '\n' => json.push_str("\\n"),
            '\r' => json.push_str("\\r"),
            '\t' => json.push_str("\\t"),
            control if control < ' ' => {
                let digit = |number| char::from_digit(number, 16).unwrap_or_default();
                json.push_str("\\u00");
                json.extend([digit(u32::from(control) >> 4), digit(u32::from(control) & 0xF)]);
            }
            other => json.push(other),
        }
    }
    json.push('"');
}

/// Appends the members of an object or the items of an array, with commas between them.
#[derive(Debug)]
pub struct List<'a> {
    json: &'a mut String,
    is_first: bool,
    end: char,
}

impl<'a> List<'a> {
    /// Begins an object.
    pub fn object(json: &'a mut String) -> Self {
        json.push('{');
        Self { json, is_first: true, end: '}' }
    }

    /// Begins an array.
    pub fn array(json: &'a mut String) -> Self {
        json.push('[');
        Self { json, is_first: true, end: ']' }
    }

    /// Begins an item, and returns the text to append its value to.
    pub fn item(&mut self) -> &mut String {
        if !std::mem::take(&mut self.is_first) {
            self.json.push(',');
        }
        self.json
    }

    /// Begins a member, and returns the text to append its value to.
    pub fn member(&mut self, key: &str) -> &mut String {
        self.item();
        push_string(self.json, key);
        self.json.push(':');
        self.json
    }

    /// Appends a member whose value is a string.
    pub fn text(&mut self, key: &str, value: &str) {
        push_string(self.member(key), value);
    }

    /// Appends a member whose value is JSON that has been validated.
    pub fn raw(&mut self, key: &str, json: &[u8]) {
        self.member(key).push_str(std::str::from_utf8(json).unwrap_or_default());
    }

    /// Ends the object or the array.
    pub fn end(self) {
        self.json.push(self.end);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_string_is_escaped_as_json_requires() {
        let mut json = String::new();
        push_string(&mut json, "a\"b\\c\n\r\t\u{1}\u{7f}ä😀</script>");

        assert_eq!(json, "\"a\\\"b\\\\c\\n\\r\\t\\u0001\u{7f}ä😀</script>\"");
        assert_eq!(
            serde_json::from_str::<String>(&json).ok().as_deref(),
            Some("a\"b\\c\n\r\t\u{1}\u{7f}ä😀</script>")
        );
    }

    #[test]
    fn commas_stand_between_members_and_items() {
        let mut json = String::new();
        let mut object = List::object(&mut json);
        object.text("a", "b");
        let mut array = List::array(object.member("c"));
        array.item().push('1');
        array.item().push('2');
        array.end();
        List::array(object.member("d")).end();
        object.end();

        assert_eq!(json, r#"{"a":"b","c":[1,2],"d":[]}"#);
    }
}

//! The JSON scanner: RFC 8259 to the letter, over bytes and without allocation.

use super::document::Document;
use super::text::Text;

/// How deep arrays and objects may nest.
pub const MAX_DEPTH: usize = 512;

/// A place in a JSON text. Where a step gives nothing, this is the place of what is no JSON.
#[derive(Debug, Clone, Copy)]
pub struct Cursor<'a> {
    json: Document<'a>,
    /// The number of bytes in front of this place.
    pub at: usize,
    /// What had to stand here, once a step has given nothing.
    pub expected: &'static str,
}

/// Whether a step was over JSON.
type Step = Option<()>;

impl<'a> Cursor<'a> {
    /// A place of a text.
    pub fn at(json: Document<'a>, at: usize) -> Self {
        Self { json, at, expected: "" }
    }

    /// Whether nothing is left of the text.
    pub fn is_at_end(&self) -> bool {
        self.at == self.json.0.len()
    }

    #[inline(never)]
    fn expect(&mut self, expected: &'static str) -> Step {
        self.expected = expected;
        None
    }

    /// Steps over a byte if it stands here.
    #[inline(never)]
    fn eat(&mut self, byte: u8) -> bool {
        let is_there = self.json.byte(self.at) == Some(byte);
        self.at += usize::from(is_there);
        is_there
    }

    /// Steps over white space, and gives the byte behind it.
    #[inline(never)]
    pub fn peek(&mut self) -> Option<u8> {
        self.at = self.json.skip_whitespace(self.at);
        self.json.byte(self.at)
    }

    /// Steps over all of the text that is left: a value.
    pub fn document(&mut self) -> Step {
        self.value(0)?;
        if self.peek().is_none() { Some(()) } else { self.expect("the end of the text") }
    }

    /// Steps over a key, its colon and the white space in front of them.
    pub fn key(&mut self) -> Option<Text<'a>> {
        if self.peek() != Some(b'"') {
            self.expect("a key")?;
        }
        let start = self.at;
        self.string()?;
        let key = Text(self.json.between(start + 1, self.at - 1));
        self.peek();
        if !self.eat(b':') {
            self.expect("a colon")?;
        }
        Some(key)
    }

    /// Steps over a string that begins here.
    pub fn string(&mut self) -> Step {
        self.at += 1;
        self.rest_of_string()
    }

    /// Steps over what is left of a string, and its closing quote.
    #[inline(never)]
    pub fn rest_of_string(&mut self) -> Step {
        loop {
            self.at = self.json.skip_plain(self.at);
            let rest = self.json.0.get(self.at..).unwrap_or_default();
            self.at += match rest {
                [b'"', ..] => {
                    self.at += 1;
                    return Some(());
                }
                [b'\\', b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't', ..] => 2,
                [b'\\', b'u', a, b, c, d, ..]
                    if [a, b, c, d].iter().all(|digit| digit.is_ascii_hexdigit()) =>
                {
                    6
                }
                [b'\\', ..] => return self.expect("an escape of JSON"),
                [0..0x20, ..] => return self.expect("an escape in place of a control character"),
                [0x80..=0xFF, ..] => {
                    let end = rest.iter().position(u8::is_ascii).unwrap_or(rest.len());
                    match std::str::from_utf8(rest.get(..end).unwrap_or_default()) {
                        Ok(text) => text.len(),
                        Err(error) => {
                            self.at += error.valid_up_to();
                            return self.expect("UTF-8");
                        }
                    }
                }
                _ => return self.expect("a closing quote"),
            };
        }
    }

    /// Steps over a number that begins here.
    fn number(&mut self) -> Step {
        self.eat(b'-');
        if !self.eat(b'0') {
            self.digits()?;
        }
        if self.eat(b'.') {
            self.digits()?;
        }
        if self.eat(b'e') || self.eat(b'E') {
            let _sign = self.eat(b'+') || self.eat(b'-');
            self.digits()?;
        }
        Some(())
    }

    #[inline(never)]
    fn digits(&mut self) -> Step {
        let start = self.at;
        while let Some(b'0'..=b'9') = self.json.byte(self.at) {
            self.at += 1;
        }
        if self.at == start { self.expect("a digit") } else { Some(()) }
    }

    fn literal(&mut self, first: Option<u8>) -> Step {
        let literal: &[u8] = match first {
            Some(b't') => b"true",
            Some(b'f') => b"false",
            _ => b"null",
        };
        match self.json.begins(self.at, literal) {
            Some(end) => {
                self.at = end.get();
                Some(())
            }
            None => self.expect("a value"),
        }
    }

    /// Steps over any value, white space in front included, inside of `depth` arrays and objects.
    #[inline(never)]
    pub fn value(&mut self, depth: usize) -> Step {
        let opening = match self.peek() {
            Some(b'"') => return self.string(),
            Some(b'-' | b'0'..=b'9') => return self.number(),
            Some(opening @ (b'{' | b'[')) => opening,
            first => return self.literal(first),
        };
        if depth >= MAX_DEPTH {
            return self.expect("less nesting");
        }
        // In ASCII a closing bracket stands two behind the opening one.
        let closing = Some(opening + 2);
        self.at += 1;
        if self.peek() != closing {
            loop {
                if opening == b'{' {
                    self.key()?;
                }
                self.value(depth + 1)?;
                match self.peek() {
                    Some(b',') => self.at += 1,
                    other if other == closing => break,
                    _ if opening == b'{' => return self.expect("a comma or a closing brace"),
                    _ => return self.expect("a comma or a closing bracket"),
                }
            }
        }
        self.at += 1;
        Some(())
    }
}

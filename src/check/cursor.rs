//! A strict JSON scanner (RFC 8259), which reads bytes and does not allocate.

use super::document::Document;
use super::text::Text;

/// The maximum nesting depth of arrays and objects.
pub const MAX_DEPTH: usize = 512;

/// A position in a JSON text. After a step has failed, this is the position of the malformed JSON.
#[derive(Debug, Clone, Copy)]
pub struct Cursor<'a> {
    json: Document<'a>,
    /// The offset in bytes.
    pub at: usize,
    /// What was expected at this position, if a step has failed.
    pub expected: &'static str,
}

/// The result of a step. `None` if the text is malformed.
type Step = Option<()>;

impl<'a> Cursor<'a> {
    /// Creates a cursor at an offset.
    pub fn at(json: Document<'a>, at: usize) -> Self {
        Self { json, at, expected: "" }
    }

    /// Whether this is the end of the text.
    pub fn is_at_end(&self) -> bool {
        self.at == self.json.0.len()
    }

    #[inline(never)]
    fn expect(&mut self, expected: &'static str) -> Step {
        self.expected = expected;
        None
    }

    /// Skips a byte if it is the next one. Returns whether it was.
    #[inline(never)]
    fn eat(&mut self, byte: u8) -> bool {
        let is_there = self.json.byte(self.at) == Some(byte);
        self.at += usize::from(is_there);
        is_there
    }

    /// Skips white space and returns the byte after it.
    #[inline(never)]
    pub fn peek(&mut self) -> Option<u8> {
        self.at = self.json.skip_whitespace(self.at);
        self.json.byte(self.at)
    }

    /// Skips a value, which must be the rest of the text.
    pub fn document(&mut self) -> Step {
        self.value(0)?;
        if self.peek().is_none() { Some(()) } else { self.expect("the end of the text") }
    }

    /// Skips a key and its colon, and the white space before them. Returns the key.
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

    /// Skips a string that starts here.
    pub fn string(&mut self) -> Step {
        self.at += 1;
        self.rest_of_string()
    }

    /// Skips the rest of a string and its closing quote.
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

    /// Skips a number that starts here.
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

    /// Skips any value and the white space before it. `depth` is the number of arrays and objects around the value.
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
        // In ASCII, the code of a closing bracket is two more than the code of its opening bracket.
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

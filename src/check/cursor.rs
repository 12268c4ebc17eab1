//! The JSON scanner: RFC 8259 to the letter, over bytes, without recursion and without allocation.

use super::plain::first_special;
use super::text::Text;

/// How deep arrays and objects may nest.
pub const MAX_DEPTH: usize = 512;

/// Text that is not JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Malformed {
    /// What had to stand there.
    pub expected: &'static str,
    /// Where, in bytes from the beginning.
    pub at: usize,
}

/// A place in a JSON text.
#[derive(Debug, Clone, Copy)]
pub struct Cursor<'a> {
    rest: &'a [u8],
    length: usize,
}

impl<'a> Cursor<'a> {
    /// The beginning of a text, behind its byte order mark where it has one.
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes), length: bytes.len() }
    }

    /// A place inside a text: what is left of it from there.
    pub fn inside(rest: &'a [u8]) -> Self {
        Self { rest, length: rest.len() }
    }

    /// The byte here.
    pub fn peek(&self) -> Option<u8> {
        self.rest.first().copied()
    }

    /// Steps over a byte if it stands here.
    pub fn eat(&mut self, byte: u8) -> bool {
        match self.rest {
            [first, tail @ ..] if *first == byte => {
                self.rest = tail;
                true
            }
            _ => false,
        }
    }

    /// Steps over a text if it stands here.
    pub fn eat_text(&mut self, text: &[u8]) -> bool {
        match self.rest.strip_prefix(text) {
            Some(tail) => {
                self.rest = tail;
                true
            }
            None => false,
        }
    }

    /// Steps over white space.
    pub fn skip_whitespace(&mut self) {
        while let [b' ' | b'\n' | b'\r' | b'\t', tail @ ..] = self.rest {
            self.rest = tail;
        }
    }

    /// What stands between this place and a later one.
    pub fn up_to(&self, later: &Self) -> &'a [u8] {
        self.rest.get(..self.rest.len() - later.rest.len()).unwrap_or_default()
    }

    /// That something else had to stand here.
    pub fn malformed(&self, expected: &'static str) -> Malformed {
        Malformed { expected, at: self.length - self.rest.len() }
    }

    /// Whether a distance from the beginning is that of the end.
    pub fn is_at_end(&self, at: usize) -> bool {
        at == self.length
    }

    /// Steps over white space to the end of the text.
    pub fn end(&mut self) -> Result<(), Malformed> {
        self.skip_whitespace();
        if self.rest.is_empty() { Ok(()) } else { Err(self.malformed("the end of the text")) }
    }

    /// Steps over a key, its colon and the white space around them.
    pub fn key(&mut self) -> Result<Text<'a>, Malformed> {
        self.skip_whitespace();
        if self.peek() != Some(b'"') {
            return Err(self.malformed("a key"));
        }
        let key = self.string()?;
        self.skip_whitespace();
        if self.eat(b':') { Ok(key) } else { Err(self.malformed("a colon")) }
    }

    /// Steps over what stands between two members of an object: whether another follows.
    pub fn next_member(&mut self) -> Result<bool, Malformed> {
        self.skip_whitespace();
        if self.eat(b',') {
            Ok(true)
        } else if self.eat(b'}') {
            Ok(false)
        } else {
            Err(self.malformed("a comma or a closing brace"))
        }
    }

    /// Steps over what stands between two items of an array: whether another follows.
    pub fn next_item(&mut self) -> Result<bool, Malformed> {
        self.skip_whitespace();
        if self.eat(b',') {
            Ok(true)
        } else if self.eat(b']') {
            Ok(false)
        } else {
            Err(self.malformed("a comma or a closing bracket"))
        }
    }

    /// Steps over a string that begins here.
    pub fn string(&mut self) -> Result<Text<'a>, Malformed> {
        if !self.eat(b'"') {
            return Err(self.malformed("a string"));
        }
        let start = *self;
        let escaped = self.find_closing_quote()?;
        let raw = start.up_to(self);
        self.eat(b'"');
        Ok(Text { raw, escaped })
    }

    /// Steps over what is left of a string, and its closing quote.
    pub fn rest_of_string(&mut self) -> Result<(), Malformed> {
        self.find_closing_quote()?;
        self.eat(b'"');
        Ok(())
    }

    /// Steps to the end of a string that began earlier: whether there are escapes on the way.
    fn find_closing_quote(&mut self) -> Result<bool, Malformed> {
        let mut escaped = false;
        loop {
            self.skip_plain();
            match self.rest {
                [b'"', ..] => return Ok(escaped),
                [b'\\', ..] => {
                    escaped = true;
                    self.escape()?;
                }
                [0..0x20, ..] => return Err(self.malformed("an escape in place of a control character")),
                [0x80..=0xFF, ..] => match after_utf8_sequence(self.rest) {
                    Some(tail) => self.rest = tail,
                    None => return Err(self.malformed("UTF-8")),
                },
                [_, tail @ ..] => self.rest = tail,
                [] => return Err(self.malformed("a closing quote")),
            }
        }
    }

    /// Steps over eight bytes at a time that mean nothing special inside a string, and to the first that does.
    #[inline]
    fn skip_plain(&mut self) {
        while let Some((chunk, tail)) = self.rest.split_first_chunk::<8>() {
            match first_special(u64::from_le_bytes(*chunk)) {
                None => self.rest = tail,
                Some(index) => {
                    self.rest = self.rest.get(index..).unwrap_or_default();
                    return;
                }
            }
        }
    }

    fn escape(&mut self) -> Result<(), Malformed> {
        match self.rest {
            [b'\\', b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't', tail @ ..] => self.rest = tail,
            [b'\\', b'u', a, b, c, d, tail @ ..]
                if [a, b, c, d].iter().all(|digit| digit.is_ascii_hexdigit()) =>
            {
                self.rest = tail;
            }
            _ => return Err(self.malformed("an escape of JSON")),
        }
        Ok(())
    }

    /// Steps over a number that begins here.
    pub fn number(&mut self) -> Result<&'a [u8], Malformed> {
        let start = *self;
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
        Ok(start.up_to(self))
    }

    fn digits(&mut self) -> Result<(), Malformed> {
        if !matches!(self.rest, [b'0'..=b'9', ..]) {
            return Err(self.malformed("a digit"));
        }
        while let [b'0'..=b'9', tail @ ..] = self.rest {
            self.rest = tail;
        }
        Ok(())
    }

    /// Steps over any value, white space in front included, inside of `depth` arrays and objects.
    pub fn skip_value(&mut self, depth: usize) -> Result<(), Malformed> {
        let mut nesting = Nesting::default();
        loop {
            self.skip_whitespace();
            match self.peek() {
                Some(b'"') => {
                    self.string()?;
                }
                Some(opening @ (b'{' | b'[')) => {
                    if depth + nesting.depth >= MAX_DEPTH {
                        return Err(self.malformed("less nesting"));
                    }
                    self.eat(opening);
                    self.skip_whitespace();
                    let is_object = opening == b'{';
                    if !self.eat(if is_object { b'}' } else { b']' }) {
                        nesting.open(is_object);
                        if is_object {
                            self.key()?;
                        }
                        continue;
                    }
                }
                Some(b'-' | b'0'..=b'9') => {
                    self.number()?;
                }
                _ if self.eat_text(b"true") || self.eat_text(b"false") || self.eat_text(b"null") => {}
                _ => return Err(self.malformed("a value")),
            }
            loop {
                match nesting.is_object() {
                    None => return Ok(()),
                    Some(true) if self.next_member()? => {
                        self.key()?;
                        break;
                    }
                    Some(false) if self.next_item()? => break,
                    Some(_) => nesting.close(),
                }
            }
        }
    }
}

/// Which of the open containers are objects: a bit for each.
#[derive(Default)]
struct Nesting {
    objects: [u64; MAX_DEPTH / 64],
    depth: usize,
}

impl Nesting {
    fn open(&mut self, is_object: bool) {
        if let Some(word) = self.objects.get_mut(self.depth / 64) {
            let bit = 1 << (self.depth % 64);
            *word = if is_object { *word | bit } else { *word & !bit };
        }
        self.depth += 1;
    }

    fn close(&mut self) {
        self.depth -= 1;
    }

    /// Whether the innermost container is an object. None outside of all containers.
    fn is_object(&self) -> Option<bool> {
        let innermost = self.depth.checked_sub(1)?;
        self.objects.get(innermost / 64).map(|word| word >> (innermost % 64) & 1 == 1)
    }
}

/// What follows the UTF-8 sequence of more than one byte that begins a slice.
fn after_utf8_sequence(bytes: &[u8]) -> Option<&[u8]> {
    match bytes {
        [0xC2..=0xDF, 0x80..=0xBF, tail @ ..]
        | [0xE0, 0xA0..=0xBF, 0x80..=0xBF, tail @ ..]
        | [0xE1..=0xEC | 0xEE | 0xEF, 0x80..=0xBF, 0x80..=0xBF, tail @ ..]
        | [0xED, 0x80..=0x9F, 0x80..=0xBF, tail @ ..]
        | [0xF0, 0x90..=0xBF, 0x80..=0xBF, 0x80..=0xBF, tail @ ..]
        | [0xF1..=0xF3, 0x80..=0xBF, 0x80..=0xBF, 0x80..=0xBF, tail @ ..]
        | [0xF4, 0x80..=0x8F, 0x80..=0xBF, 0x80..=0xBF, tail @ ..] => Some(tail),
        _ => None,
    }
}

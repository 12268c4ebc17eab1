//! The quick steps over a JSON text: they say whether something stands there, and not what is wrong where it does not.

use std::num::NonZeroUsize;

use super::cursor::Cursor;
use super::text::Text;
use crate::lanes::{first_special_of_32, whitespace_of_16};
use crate::models::formats;

/// A document. A place in it is the number of bytes in front of it.
///
/// Every step takes a place and gives another, in a form that fits into a register: that makes this fast.
#[derive(Debug, Clone, Copy)]
pub struct Document<'a>(pub &'a [u8]);

/// The place behind what was stepped over, if that stood there.
pub type Behind = Option<NonZeroUsize>;

impl<'a> Document<'a> {
    /// Where the text begins: behind its byte order mark, where it has one.
    pub fn start(self) -> usize {
        if self.0.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 }
    }

    /// The byte at a place.
    #[inline]
    pub fn byte(self, at: usize) -> Option<u8> {
        self.0.get(at).copied()
    }

    /// What stands between two places.
    #[inline]
    pub fn between(self, from: usize, to: usize) -> &'a [u8] {
        self.0.get(from..to).unwrap_or_default()
    }

    /// Steps over a text.
    #[inline]
    pub fn begins(self, at: usize, text: &[u8]) -> Behind {
        (self.0.get(at..at + text.len())? == text).then(|| NonZeroUsize::new(at + text.len()))?
    }

    /// Steps over a byte.
    #[inline]
    pub fn eat(self, at: usize, byte: u8) -> Behind {
        if self.byte(at) == Some(byte) { NonZeroUsize::new(at + 1) } else { None }
    }

    /// The place behind white space, if there is any.
    #[inline]
    pub fn behind_whitespace(self, at: usize) -> usize {
        // Compact JSON has none.
        match self.byte(at) {
            Some(0..=b' ') => self.behind_much_whitespace(at),
            _ => at,
        }
    }

    #[inline(never)]
    fn behind_much_whitespace(self, mut at: usize) -> usize {
        while let Some(bytes) = self.0.get(at..).and_then(<[u8]>::first_chunk) {
            let length = whitespace_of_16(bytes);
            at += length;
            if length < bytes.len() {
                return at;
            }
        }
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = self.byte(at) {
            at += 1;
        }
        at
    }

    /// Steps over a string.
    #[inline(never)]
    pub fn string(self, at: usize) -> Behind {
        let at = self.behind_plain(self.eat(at, b'"')?.get());
        if let Some(end) = self.eat(at, b'"') { Some(end) } else { self.rest_of_string(at) }
    }

    /// The place of the first byte that means something special inside a string, or the end of the text.
    #[inline]
    pub fn behind_plain(self, mut at: usize) -> usize {
        while let Some(bytes) = self.0.get(at..).and_then(<[u8]>::first_chunk) {
            let index = first_special_of_32(bytes);
            at += index;
            if index < bytes.len() {
                return at;
            }
        }
        self.behind_last_plain(at)
    }

    /// The same within the last few bytes.
    #[cold]
    #[inline(never)]
    fn behind_last_plain(self, at: usize) -> usize {
        let is_plain = |byte: &&u8| matches!(byte, b' ' | b'!' | b'#'..=b'[' | b']'..=0x7F);
        at + self.0.get(at..).unwrap_or_default().iter().take_while(is_plain).count()
    }

    /// Steps over the rest of a string that has an escape or a character beyond ASCII here, or that the text ends in.
    #[inline(never)]
    fn rest_of_string(self, at: usize) -> Behind {
        let mut cursor = Cursor::at(self, at);
        cursor.rest_of_string()?;
        NonZeroUsize::new(cursor.at)
    }

    /// Steps over any value, white space in front included, inside of `depth` arrays and objects.
    #[inline(never)]
    pub fn value(self, at: usize, depth: usize) -> Behind {
        let mut cursor = Cursor::at(self, at);
        cursor.value(depth)?;
        NonZeroUsize::new(cursor.at)
    }

    /// Steps over a key, its colon and the white space around them.
    #[inline(never)]
    pub fn key(self, at: usize) -> Option<(Text<'a>, usize)> {
        let mut cursor = Cursor::at(self, at);
        let key = cursor.key()?;
        Some((key, cursor.at))
    }

    /// Steps over a UUID.
    #[inline(never)]
    pub fn uuid(self, at: usize) -> Behind {
        let start = self.eat(at, b'"')?.get();
        self.eat(start + formats::uuid(self.0.get(start..)?)?, b'"')
    }

    /// Steps over a date and time.
    #[inline(never)]
    pub fn date_time(self, at: usize) -> Behind {
        let start = self.eat(at, b'"')?.get();
        self.eat(start + formats::date_time(self.0.get(start..)?)?, b'"')
    }
}

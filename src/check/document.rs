//! The bytes of a JSON text, and the steps over single bytes, white space and plain characters.

use std::num::NonZeroUsize;

use crate::lanes::{first_special_of_32, whitespace_of_16};

/// A document. A place in it is the number of bytes in front of it.
///
/// Every step takes a place and gives another, in a form that fits into a register: that makes this fast.
#[derive(Debug, Clone, Copy)]
pub struct Document<'a>(pub &'a [u8]);

/// The place after what was read. None if it was not there.
pub type End = Option<NonZeroUsize>;

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
    pub fn begins(self, at: usize, text: &[u8]) -> End {
        (self.0.get(at..at + text.len())? == text).then(|| NonZeroUsize::new(at + text.len()))?
    }

    /// Steps over a byte.
    #[inline]
    pub fn eat(self, at: usize, byte: u8) -> End {
        if self.byte(at) == Some(byte) { NonZeroUsize::new(at + 1) } else { None }
    }

    /// The place behind white space, if there is any.
    #[inline]
    pub fn skip_whitespace(self, at: usize) -> usize {
        // Compact JSON has none.
        match self.byte(at) {
            Some(0..=b' ') => self.skip_much_whitespace(at),
            _ => at,
        }
    }

    #[inline(never)]
    fn skip_much_whitespace(self, mut at: usize) -> usize {
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

    /// The place of the first byte that means something special inside a string, or the end of the text.
    #[inline]
    pub fn skip_plain(self, mut at: usize) -> usize {
        while let Some(bytes) = self.0.get(at..).and_then(<[u8]>::first_chunk) {
            let index = first_special_of_32(bytes);
            at += index;
            if index < bytes.len() {
                return at;
            }
        }
        self.skip_last_plain(at)
    }

    /// The same within the last few bytes.
    #[cold]
    #[inline(never)]
    fn skip_last_plain(self, at: usize) -> usize {
        let is_plain = |byte: &&u8| matches!(byte, b' ' | b'!' | b'#'..=b'[' | b']'..=0x7F);
        at + self.0.get(at..).unwrap_or_default().iter().take_while(is_plain).count()
    }
}

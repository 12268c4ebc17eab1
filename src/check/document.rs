//! The bytes of a JSON text, and functions that skip bytes, white space and plain characters.

use std::num::NonZeroUsize;

use crate::lanes::{first_special_of_32, whitespace_of_16};

/// The bytes of a JSON text. A position is an offset in bytes.
///
/// Every function takes an offset and returns another one. An offset fits into a register, which makes this fast.
#[derive(Debug, Clone, Copy)]
pub struct Document<'a>(pub &'a [u8]);

/// The offset after the text that was read. `None` if the text was not there.
pub type End = Option<NonZeroUsize>;

impl<'a> Document<'a> {
    /// The offset of the JSON text, after a byte order mark if there is one.
    pub fn start(self) -> usize {
        if self.0.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 }
    }

    /// The byte at an offset.
    #[inline]
    pub fn byte(self, at: usize) -> Option<u8> {
        self.0.get(at).copied()
    }

    /// The bytes between two offsets.
    #[inline]
    pub fn between(self, from: usize, to: usize) -> &'a [u8] {
        self.0.get(from..to).unwrap_or_default()
    }

    /// Skips `null`, which many members are. [`Self::begins`] takes longer, because it calls a function to compare.
    #[inline(always)]
    pub fn null(self, at: usize) -> End {
        let is_null = self.0.get(at..)?.first_chunk() == Some(b"null");
        if is_null { NonZeroUsize::new(at + 4) } else { None }
    }

    /// Skips a given text.
    #[inline(never)]
    pub fn begins(self, at: usize, text: &[u8]) -> End {
        (self.0.get(at..at + text.len())? == text).then(|| NonZeroUsize::new(at + text.len()))?
    }

    /// Skips a given byte.
    #[inline]
    pub fn eat(self, at: usize, byte: u8) -> End {
        if self.byte(at) == Some(byte) { NonZeroUsize::new(at + 1) } else { None }
    }

    /// The offset after white space. The same offset if there is no white space.
    #[inline]
    pub fn skip_whitespace(self, at: usize) -> usize {
        // Compact JSON has no white space.
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

    /// The offset of the first byte that is special inside a string, or the end of the text.
    // Inlined, the module is smaller, and a string takes one call less.
    #[inline(always)]
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

    /// Does the same for the last few bytes.
    #[cold]
    #[inline(never)]
    fn skip_last_plain(self, at: usize) -> usize {
        let is_plain = |byte: &&u8| matches!(byte, b' ' | b'!' | b'#'..=b'[' | b']'..=0x7F);
        at + self.0.get(at..).unwrap_or_default().iter().take_while(is_plain).count()
    }
}

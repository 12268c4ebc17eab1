//! Fast functions that skip strings and values of a JSON text. They return whether the text is valid, but not what is
//! wrong.

use std::num::NonZeroUsize;

use super::cursor::Cursor;
use super::document::{Document, End};
use super::text::Text;
use crate::models::formats;

impl<'a> Document<'a> {
    /// Skips a string.
    #[inline(never)]
    pub fn string(self, at: usize) -> End {
        let at = self.skip_plain(self.eat(at, b'"')?.get());
        if let Some(end) = self.eat(at, b'"') { Some(end) } else { self.rest_of_string(at) }
    }

    /// Skips the rest of a string that has an escape or a non-ASCII character at this offset, or that is not closed.
    #[inline(never)]
    fn rest_of_string(self, at: usize) -> End {
        let mut cursor = Cursor::at(self, at);
        cursor.rest_of_string()?;
        NonZeroUsize::new(cursor.at)
    }

    /// Skips any value and the white space before it. `depth` is the number of arrays and objects around the value.
    #[inline(never)]
    pub fn value(self, at: usize, depth: usize) -> End {
        let mut cursor = Cursor::at(self, at);
        cursor.value(depth)?;
        NonZeroUsize::new(cursor.at)
    }

    /// Skips a key and its colon, and the white space before them. Returns the key and the offset after the colon.
    #[inline(never)]
    pub fn key(self, at: usize) -> Option<(Text<'a>, usize)> {
        let mut cursor = Cursor::at(self, at);
        let key = cursor.key()?;
        Some((key, cursor.at))
    }

    /// Skips a string that is a UUID.
    #[inline(never)]
    pub fn uuid(self, at: usize) -> End {
        let start = self.eat(at, b'"')?.get();
        self.eat(start + formats::uuid(self.0.get(start..)?)?, b'"')
    }

    /// Skips a string that is a date and time.
    #[inline(never)]
    pub fn date_time(self, at: usize) -> End {
        let start = self.eat(at, b'"')?.get();
        self.eat(start + formats::date_time(self.0.get(start..)?)?, b'"')
    }
}

//! Fast steps over the strings and values of a JSON text. They tell whether something is there, not what is wrong.

use std::num::NonZeroUsize;

use super::cursor::Cursor;
use super::document::{Document, End};
use super::text::Text;
use crate::models::formats;

impl<'a> Document<'a> {
    /// Steps over a string.
    #[inline(never)]
    pub fn string(self, at: usize) -> End {
        let at = self.skip_plain(self.eat(at, b'"')?.get());
        if let Some(end) = self.eat(at, b'"') { Some(end) } else { self.rest_of_string(at) }
    }

    /// Steps over the rest of a string that has an escape or a character beyond ASCII here, or that the text ends in.
    #[inline(never)]
    fn rest_of_string(self, at: usize) -> End {
        let mut cursor = Cursor::at(self, at);
        cursor.rest_of_string()?;
        NonZeroUsize::new(cursor.at)
    }

    /// Steps over any value, white space in front included, inside of `depth` arrays and objects.
    #[inline(never)]
    pub fn value(self, at: usize, depth: usize) -> End {
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
    pub fn uuid(self, at: usize) -> End {
        let start = self.eat(at, b'"')?.get();
        self.eat(start + formats::uuid(self.0.get(start..)?)?, b'"')
    }

    /// Steps over a date and time.
    #[inline(never)]
    pub fn date_time(self, at: usize) -> End {
        let start = self.eat(at, b'"')?.get();
        self.eat(start + formats::date_time(self.0.get(start..)?)?, b'"')
    }
}

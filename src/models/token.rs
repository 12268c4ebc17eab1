//! JSON keys in a form that can be compared many bytes at a time.

use std::num::NonZeroUsize;

use crate::lanes::differing_of_32;

/// The maximum length of a token in bytes.
const LONGEST: usize = 32;

/// A key as compact JSON writes it, with its quotes and its colon.
#[derive(Debug, Clone, Copy)]
pub struct Token {
    bytes: [u8; LONGEST],
    length: u8,
}

impl Token {
    /// Creates the token of a key. The key must not need escapes.
    pub const fn of(key: &str) -> Self {
        assert!(key.len() + 3 <= LONGEST);
        let mut bytes = [0; LONGEST];
        let (quoted, after) = bytes.split_at_mut(key.len() + 1);
        if let ([quote, copy @ ..], [end, colon, ..]) = (quoted, after) {
            (*quote, *end, *colon) = (b'"', b'"', b':');
            copy.copy_from_slice(key.as_bytes());
        }
        Self { bytes, length: key.len() as u8 + 3 }
    }

    /// The key as a string.
    pub fn key(&self) -> &str {
        std::str::from_utf8(self.key_bytes()).unwrap_or_default()
    }

    /// The bytes of the key.
    pub fn key_bytes(&self) -> &[u8] {
        self.bytes.get(1..usize::from(self.length) - 2).unwrap_or_default()
    }

    /// Whether both tokens have the same key.
    pub const fn is(&self, other: &Self) -> bool {
        let (mut left, mut right) = (self.bytes.as_slice(), other.bytes.as_slice());
        while let ([a, left_rest @ ..], [b, right_rest @ ..]) = (left, right) {
            if *a != *b {
                return false;
            }
            (left, right) = (left_rest, right_rest);
        }
        true
    }

    /// If the token is at the offset `at` of a text, returns the offset after it.
    #[inline]
    pub fn after(&self, text: &[u8], at: usize) -> Option<NonZeroUsize> {
        let rest = text.get(at..)?;
        let length = usize::from(self.length);
        let is_there = match rest.first_chunk() {
            // The shift removes the bytes after the token.
            Some(begin) => differing_of_32(begin, &self.bytes) << (LONGEST - length) == 0,
            None => self.begins(rest),
        };
        if is_there { NonZeroUsize::new(at + length) } else { None }
    }

    /// Compares the token with the last few bytes of a text.
    #[cold]
    #[inline(never)]
    fn begins(&self, rest: &[u8]) -> bool {
        self.bytes.get(..usize::from(self.length)).is_some_and(|token| rest.starts_with(token))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_found_whatever_its_length() {
        for key in ["id", "team_id", "created_at", "client_secret_hash", "disallowed_billing_states"] {
            let text = format!("\"{key}\":\"{}", "x".repeat(40));

            let after = Token::of(key).after(text.as_bytes(), 0);

            assert_eq!(after.map(NonZeroUsize::get), Some(key.len() + 3), "{key}");
        }
    }

    #[test]
    fn another_key_of_any_length_is_not_found() {
        let filler = "x".repeat(40);
        for other in ["is", "client_i", "client_idd", "client_secret_hasH", "disallowed_billing_stateS", "é"]
        {
            for key in ["id", "client_id", "client_secret_hash", "disallowed_billing_states"] {
                let text = format!("\"{other}\":\"{filler}");
                assert_eq!(Token::of(key).after(text.as_bytes(), 0), None, "{key} in {text}");
            }
        }
    }

    #[test]
    fn a_token_is_found_near_the_end_of_a_text() {
        assert_eq!(Token::of("id").after(b"{\"id\":1", 1).map(NonZeroUsize::get), Some(6));
        assert_eq!(Token::of("id").after(b"{\"id\"", 1), None);
        assert_eq!(Token::of("id").after(b"{\"is\":1", 1), None);
    }
}

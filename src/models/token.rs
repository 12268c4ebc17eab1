//! Keys as JSON writes them, in a form that is compared eight bytes at a time.

use std::num::NonZeroUsize;

/// The longest token in bytes.
const LONGEST: usize = 32;

/// A key as a compact JSON text has it, with its quotes and its colon.
#[derive(Debug)]
pub struct Token {
    words: [u64; LONGEST / 8],
    masks: [u64; LONGEST / 8],
    length: usize,
}

impl Token {
    /// The token of a key that needs no escapes.
    pub const fn of(key: &str) -> Self {
        let length = key.len() + 3;
        assert!(length <= LONGEST);
        let mut token = Self { words: [0; LONGEST / 8], masks: [0; LONGEST / 8], length };
        let mut index = 0;
        while index < length {
            let byte = match length - index {
                1 => b':',
                2 => b'"',
                _ if index == 0 => b'"',
                _ => byte_at(key.as_bytes(), index - 1),
            };
            let shift = index % 8 * 8;
            set(&mut token.words, index / 8, (byte as u64) << shift);
            set(&mut token.masks, index / 8, 0xFF << shift);
            index += 1;
        }
        token
    }

    /// The place behind the token, if it stands at a place of a text. None as well if the text ends too soon to tell.
    #[inline]
    pub fn behind(&self, text: &[u8], at: usize) -> Option<NonZeroUsize> {
        let ([a, b, c, d], []) = text.get(at..)?.first_chunk::<LONGEST>()?.as_chunks::<8>() else {
            return None;
        };
        let differs = |chunk: &[u8; 8], word: u64, mask: u64| (u64::from_le_bytes(*chunk) ^ word) & mask;
        let [w, x, y, z] = self.words;
        let [l, m, n, o] = self.masks;
        if differs(a, w, l) | differs(b, x, m) != 0 {
            return None;
        }
        if self.length > 16 && differs(c, y, n) | differs(d, z, o) != 0 {
            return None;
        }
        NonZeroUsize::new(at + self.length)
    }
}

const fn byte_at(bytes: &[u8], index: usize) -> u8 {
    match bytes.split_at_checked(index) {
        Some((_, [byte, ..])) => *byte,
        _ => 0,
    }
}

const fn set(words: &mut [u64; LONGEST / 8], index: usize, bits: u64) {
    if let Some((_, [word, ..])) = words.split_at_mut_checked(index) {
        *word |= bits;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_found_whatever_its_length() {
        for key in ["id", "team_id", "created_at", "client_secret_hash", "disallowed_billing_states"] {
            let text = format!("\"{key}\":\"{}", "x".repeat(40));

            let behind = Token::of(key).behind(text.as_bytes(), 0);

            assert_eq!(behind.map(NonZeroUsize::get), Some(key.len() + 3), "{key}");
        }
    }

    #[test]
    fn another_key_of_any_length_is_not_found() {
        let filler = "x".repeat(40);
        for other in ["is", "client_i", "client_idd", "client_secret_hasH", "disallowed_billing_stateS", "é"]
        {
            for key in ["id", "client_id", "client_secret_hash", "disallowed_billing_states"] {
                let text = format!("\"{other}\":\"{filler}");
                assert_eq!(Token::of(key).behind(text.as_bytes(), 0), None, "{key} in {text}");
            }
        }
    }

    #[test]
    fn a_text_that_is_too_short_is_not_told() {
        assert_eq!(Token::of("id").behind(b"\"id\":1", 0), None);
    }
}

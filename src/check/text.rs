//! A string of a JSON text, not decoded yet.

use std::borrow::Cow;

/// The text between the quotes of a valid JSON string.
#[derive(Debug, Clone, Copy)]
pub struct Text<'a>(pub &'a [u8]);

impl<'a> Text<'a> {
    /// The decoded string as bytes.
    pub fn bytes(self) -> Cow<'a, [u8]> {
        // `contains` would add a search function that is fast but large.
        let is_escape = |byte: &u8| *byte == b'\\';
        if self.0.iter().any(is_escape) {
            Cow::Owned(self.decode().into_bytes())
        } else {
            Cow::Borrowed(self.0)
        }
    }

    /// Whether the decoded string is equal to another string.
    pub fn is(self, string: &str) -> bool {
        *self.bytes() == *string.as_bytes()
    }

    /// Decodes the string. An unpaired surrogate becomes U+FFFD.
    #[inline(never)]
    pub fn decode(self) -> String {
        let mut text = String::new();
        let mut rest = self.0;
        loop {
            let plain = rest.iter().take_while(|byte| **byte != b'\\').count();
            let (plain, escaped) = rest.split_at(plain);
            text.push_str(std::str::from_utf8(plain).unwrap_or_default());
            if escaped.is_empty() {
                return text;
            }
            rest = escaped;
            let mut unit = next_unit(&mut rest);
            if unit & 0xFC00 == 0xD800 {
                let mut after = rest;
                let low = next_unit(&mut after);
                if low & 0xFC00 == 0xDC00 {
                    unit = 0x1_0000 + ((unit & 0x3FF) << 10 | low & 0x3FF);
                    rest = after;
                }
            }
            text.push(char::from_u32(unit).unwrap_or(char::REPLACEMENT_CHARACTER));
        }
    }
}

/// Reads an escape and returns its code unit.
#[inline(never)]
fn next_unit(text: &mut &[u8]) -> u32 {
    let (unit, rest) = match text {
        [b'\\', b'u', rest @ ..] if rest.len() >= 4 => {
            let (digits, rest) = rest.split_at(4);
            // Letters in both cases have the bit 0x40, and digits do not. The low four bits of a letter are its value
            // minus nine.
            let value = |digit: &u8| u32::from(digit & 0xF) + u32::from(digit >> 6) * 9;
            (digits.iter().fold(0, |unit, digit| unit << 4 | value(digit)), rest)
        }
        [b'\\', escape, rest @ ..] => (unescape(*escape).into(), rest),
        _ => (0, [].as_slice()),
    };
    *text = rest;
    unit
}

fn unescape(escape: u8) -> u8 {
    match escape {
        b'b' => 8,
        b'f' => 12,
        b'n' => b'\n',
        b'r' => b'\r',
        b't' => b'\t',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::Text;

    fn decoded(raw: &str) -> String {
        Text(raw.as_bytes()).decode()
    }

    #[test]
    fn escapes_are_decoded_as_json_means_them() {
        assert_eq!(decoded(r#"\"\\\/\b\f\n\r\tö\u00e4"#), "\"\\/\u{8}\u{c}\n\r\töä");
    }

    #[test]
    fn a_surrogate_pair_is_one_character_and_half_a_pair_is_replaced() {
        assert_eq!(decoded(r"\ud83d\ude00"), "😀");
        assert_eq!(decoded(r"\ud83dx\ude00"), "\u{fffd}x\u{fffd}");
        assert_eq!(decoded(r"\uD83D\uD83D\uDE00\ud83d\n"), "\u{fffd}😀\u{fffd}\n");
    }
}

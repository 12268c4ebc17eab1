//! Masks secrets in texts of the API, in every form in which the API may return them.

/// The replacement of a secret.
const STARS: &[u8] = b"***";

/// Shorter secrets are too likely to occur in the base64 of something else.
const SHORTEST_IN_BASE64: usize = 6;

/// Longer texts are cut. Nobody reads more, and a search in more text might take long.
const MOST_BYTES: usize = 4_000;

/// The texts to mask: each secret unchanged, and in base64 with both alphabets.
#[derive(Debug, Default)]
pub struct Mask {
    patterns: Vec<Vec<u8>>,
}

impl Mask {
    /// Adds a secret. It is ignored if it is empty or consists of backslashes.
    pub fn add(&mut self, secret: &str) {
        let secret = secret.as_bytes();
        if secret.len() >= SHORTEST_IN_BASE64 {
            self.patterns.push(base64(secret, b"+/"));
            self.patterns.push(base64(secret, b"-_"));
        }
        if secret.iter().any(|byte| *byte != b'\\') {
            self.patterns.push(secret.to_vec());
        }
    }

    /// Replaces each secret in a text with three stars. A secret is found unchanged, with JSON escapes,
    /// percent-encoded, and in base64. Backslashes before it may belong to an escape, so they are removed. The rest of the
    /// text is unchanged, up to 4,000 bytes.
    pub fn masked(&self, text: &str) -> String {
        let cut = text.floor_char_boundary(MOST_BYTES);
        let mut before = text.as_bytes().get(..cut).unwrap_or_default().to_vec();
        let mut masked = self.replaced(text.as_bytes(), cut);
        // After a replacement, a secret that contains stars may appear in the text.
        while masked != before {
            before = masked;
            masked = self.replaced(&before, before.len());
        }
        String::from_utf8(masked).unwrap_or_default()
    }

    /// Replaces the secrets that begin in a text before `cut`, where the result ends.
    fn replaced(&self, text: &[u8], cut: usize) -> Vec<u8> {
        let mut replaced = Vec::new();
        // The end of the secret that was found last. Secrets may overlap.
        let mut end = 0;
        for (at, byte) in text.iter().enumerate().take(cut) {
            let rest = text.get(at..).unwrap_or_default();
            for pattern in &self.patterns {
                for decodes_percent in [false, true] {
                    if let Some(length) = (Reader { rest, decodes_percent }).read(pattern) {
                        if at > end || end == 0 {
                            while replaced.pop_if(|byte| *byte == b'\\').is_some() {}
                            replaced.extend_from_slice(STARS);
                        }
                        end = end.max(at + length);
                    }
                }
            }
            if at >= end {
                replaced.push(*byte);
            }
        }
        replaced
    }
}

/// Reads a text in which characters may be escaped or encoded.
///
/// Backslashes are skipped, in the text and in the pattern: an escape of JSON begins with one, with two if the JSON is
/// inside a string of JSON, and with four one level further inside.
#[derive(Clone, Copy)]
struct Reader<'a> {
    rest: &'a [u8],
    decodes_percent: bool,
}

impl Reader<'_> {
    /// The number of bytes at the beginning of the text that mean `pattern`. `None` if the text begins otherwise.
    fn read(mut self, mut pattern: &[u8]) -> Option<usize> {
        let length = self.rest.len();
        let mut next = self;
        let next = next.byte()?;
        // Fast path: most texts differ from the pattern in their first byte. A match never begins with a backslash.
        // Otherwise, a row of backslashes would be read again from each of its backslashes.
        let may_begin = |first: u8| next == first || next == b'u' || first <= b' ' || first == b'\\';
        if next == b'\\' || !may_begin(*pattern.first()?) {
            return None;
        }
        while let [byte, after @ ..] = pattern {
            // Fast path: a byte that stands for itself.
            if let [next, rest @ ..] = self.rest
                && next == byte
                && !b"u\\%".contains(byte)
            {
                (self.rest, pattern) = (rest, after);
                continue;
            }
            let start = self;
            // `u0075` is the escape of `u`, or these five characters.
            if !pattern.starts_with(b"u0075")
                && let Some(char) = self.escape()
                && let Some(after) = pattern.strip_prefix(char.encode_utf8(&mut [0; 4]).as_bytes())
            {
                pattern = after;
                continue;
            }
            self = start;
            pattern = after;
            if *byte == b'\\' {
                self.skip_backslashes();
            } else {
                let is_meant = match (self.next()?, *byte) {
                    // In HTML forms, a plus sign is a space.
                    (b'+', b' ') => self.decodes_percent,
                    (b'b', 8) | (b't', b'\t') | (b'n', b'\n') | (b'f', 12) | (b'r', b'\r') => true,
                    (next, byte) => next == byte,
                };
                if !is_meant {
                    return None;
                }
            }
        }
        Some(length - self.rest.len())
    }

    /// The character of a hexadecimal escape without its backslash, or of those of two surrogates. An unpaired surrogate
    /// is U+FFFD, as in a secret.
    fn escape(&mut self) -> Option<char> {
        let mut unit = self.unit()?;
        if unit & 0xFC00 == 0xD800 {
            let mut after = *self;
            if let Some(low) = after.unit().filter(|low| low & 0xFC00 == 0xDC00) {
                unit = 0x1_0000 + ((unit & 0x3FF) << 10 | low & 0x3FF);
                *self = after;
            }
        }
        Some(char::from_u32(unit).unwrap_or(char::REPLACEMENT_CHARACTER))
    }

    fn unit(&mut self) -> Option<u32> {
        self.next().filter(|byte| *byte == b'u')?;
        (0..4).try_fold(0, |unit, _| Some(unit << 4 | hexadecimal(self.next()?)?))
    }

    /// The next byte that is no backslash.
    fn next(&mut self) -> Option<u8> {
        self.skip_backslashes();
        self.byte()
    }

    fn skip_backslashes(&mut self) {
        let mut after = *self;
        while after.byte() == Some(b'\\') {
            *self = after;
        }
    }

    fn byte(&mut self) -> Option<u8> {
        let (first, more) = self.rest.split_first()?;
        self.rest = more;
        if self.decodes_percent
            && *first == b'%'
            && let [high, low, after @ ..] = more
            && let (Some(high), Some(low)) = (hexadecimal(*high), hexadecimal(*low))
        {
            self.rest = after;
            return Some((high << 4 | low) as u8);
        }
        Some(*first)
    }
}

fn hexadecimal(digit: u8) -> Option<u32> {
    char::from(digit).to_digit(16)
}

/// Base64 without padding. Base64 with padding begins with the same characters. `last` are the last two digits of the
/// alphabet.
fn base64(bytes: &[u8], last: &[u8; 2]) -> Vec<u8> {
    let [plus, slash] = *last;
    let byte = |index: usize| u32::from(bytes.get(index).copied().unwrap_or(0));
    let mut text = Vec::new();
    let mut bit = 0;
    while bit < bytes.len() * 8 {
        let pair = byte(bit / 8) << 8 | byte(bit / 8 + 1);
        let value = (pair >> (10 - bit % 8) & 0x3F) as u8;
        text.push(match value {
            0..26 => b'A' + value,
            26..52 => b'a' + (value - 26),
            52..62 => b'0' + (value - 52),
            62 => plus,
            _ => slash,
        });
        bit += 6;
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn masked(secrets: &[&str], text: &str) -> String {
        let mut mask = Mask::default();
        secrets.iter().for_each(|secret| mask.add(secret));
        mask.masked(text)
    }

    #[test]
    fn a_secret_is_three_stars_wherever_it_stands() {
        assert_eq!(masked(&["s3cret"], "s3cret, not s3cret: xs3cretx"), "***, not ***: x***x");
        assert_eq!(masked(&["s3cret"], "nothing"), "nothing");
        assert_eq!(masked(&[""], "nothing"), "nothing");
        assert_eq!(masked(&["ab"], "abab cab"), "*** c***");
    }

    #[test]
    fn a_secret_is_found_in_the_escapes_of_json() {
        let secret = "a\"b\\c/d\n\u{1}ä😀";

        for text in [
            r#"a\"b\\c/d\n\u0001ä😀"#,
            r#"a\"b\\c\/d\u000a\u0001\u00e4\ud83d\ude00"#,
            r#"\u0061\u0022b\u005Cc\u002fd\n\u0001\u00E4\uD83D\uDE00"#,
        ] {
            assert_eq!(masked(&[secret], &format!("not {text}!")), "not ***!", "{text}");
        }
    }

    #[test]
    fn a_secret_is_found_percent_encoded() {
        for text in ["a%20b%2Fc%c3%a4", "a+b/c%C3%A4", "%61%20b%2fcä", "a%20b%2Fc%c3%a4"] {
            assert_eq!(masked(&["a b/cä"], &format!("?key={text}&x")), "?key=***&x", "{text}");
        }
        assert_eq!(masked(&["a+bc"], "a+bc a%2Bbc"), "*** ***");
        assert_eq!(masked(&["100%"], "100% %zz %4"), "*** %zz %4");
        assert_eq!(masked(&["100%"], "1%30%30%25 %zz %4"), "*** %zz %4");
        assert_eq!(masked(&["secret"], "%73ecret %ff"), "*** %ff");
    }

    #[test]
    fn a_secret_is_found_in_base64_with_and_without_padding() {
        assert_eq!(masked(&["secret"], "c2VjcmV0"), "***");
        assert_eq!(masked(&["secret!"], "c2VjcmV0IQ== and c2VjcmV0IQ"), "***== and ***");
        assert_eq!(masked(&["??>>ÿÿ"], "Pz8+PsO/w78 Pz8-PsO_w78"), "*** ***");
        assert_eq!(masked(&["??>>ÿÿ"], r"Pz8%2BPsO%2Fw78, Pz8+PsO\/w78"), "***, ***");
    }

    #[test]
    fn secrets_that_overlap_or_hold_each_other_leave_nothing_behind() {
        assert_eq!(masked(&["abcdef", "defghi"], "xabcdefghix"), "x***x");
        assert_eq!(masked(&["abc", "abcdef"], "abcdef abc"), "*** ***");
        assert_eq!(masked(&["xxxxxxxx", "ab***cdef"], "abxxxxxxxxcdef"), "***");
        assert_eq!(masked(&["*"], "a*b"), "a***b");
        assert_eq!(masked(&["aaaa"], "aaaaaaa"), "***");
    }

    #[test]
    fn a_long_text_is_cut_and_leaves_no_part_of_a_secret_at_its_end() {
        let text = format!("{}s3cret and more", "a".repeat(MOST_BYTES - 3));

        assert_eq!(masked(&["s3cret"], &text), format!("{}***", "a".repeat(MOST_BYTES - 3)));
        assert_eq!(masked(&["s3cret"], &"é".repeat(MOST_BYTES)), "é".repeat(MOST_BYTES / 2));
    }

    #[test]
    fn a_secret_with_the_escape_of_its_own_letter_is_found() {
        assert_eq!(masked(&["u0075\"word"], r#"u0075\"word"#), "***");
        assert_eq!(masked(&["use"], r"\u0075se"), "***");
    }

    #[test]
    fn backslashes_alone_are_no_secret() {
        assert_eq!(masked(&["\\\\\\\\"], "a\\\\b"), "a\\\\b");
    }
}
